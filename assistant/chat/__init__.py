"""The page to ask on: questions and answers on one side, the cited text on the other."""
