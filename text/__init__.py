"""Vietnamese as text: letters, syllables, phrases, figures, agencies, places, English."""
