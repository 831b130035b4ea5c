"""The page's few pictures, drawn in place so that nothing is fetched for them."""

from __future__ import annotations

_PATHS = {
    "brand": '<path d="M4 5.5A2.5 2.5 0 0 1 6.5 3h11A2.5 2.5 0 0 1 20 5.5v8a2.5 2.5 0 0 1-2.5 '
    '2.5H11l-4.6 4.2a.6.6 0 0 1-1-.45V16A2.5 2.5 0 0 1 4 13.5z"/><path d="M8 8h8M8 11.5h5"/>',
    "new": '<path d="M12 5v14M5 12h14"/>',
    "close": '<path d="M6 6l12 12M18 6 6 18"/>',
    "copy": '<rect x="9" y="9" width="11" height="11" rx="2"/>'
    '<path d="M15 9V6a2 2 0 0 0-2-2H6a2 2 0 0 0-2 2v7a2 2 0 0 0 2 2h3"/>',
    "document": '<path d="M7 3h7l5 5v11a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2z"/>'
    '<path d="M14 3v5h5M9 13h6M9 17h4"/>',
    "none": '<circle cx="11" cy="11" r="6.5"/><path d="M16 16l4.5 4.5M8.5 11h5"/>',
    "warning": '<path d="M12 4 2.8 19.5h18.4z"/><path d="M12 10v4.5M12 17.2v.1"/>',
    "server": '<rect x="4" y="4" width="16" height="7" rx="2"/>'
    '<rect x="4" y="13" width="16" height="7" rx="2"/><path d="M8 7.5v.1M8 16.5v.1"/>',
    "before": '<path d="M15 5l-7 7 7 7"/>',
    "after": '<path d="M9 5l7 7-7 7"/>',
}


def icon(name: str) -> str:
    """Return the picture ``name`` as inline SVG; what it stands beside names it in words."""
    return (
        '<svg class="icon" viewBox="0 0 24 24" width="20" height="20" fill="none" '
        'stroke="currentColor" stroke-width="1.8" stroke-linecap="round" '
        f'stroke-linejoin="round" aria-hidden="true" focusable="false">{_PATHS[name]}</svg>'
    )
