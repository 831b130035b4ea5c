"""Agencies, recognised in one place: found in texts, parted in lists, brought to one name.

``heads`` knows how a name begins, ``lists`` parts a list, ``names`` gives all writings of
one agency one key, ``collectives`` tells whom "các sở, ban, ngành" binds, ``mentions``
finds agencies in running text.  Their names and short forms are data: ``data/glossary.toml``.
"""

from hoidap.text.agencies.collectives import binds, is_collective
from hoidap.text.agencies.heads import AGENCY_START, looks_like_agency, starts_agency
from hoidap.text.agencies.lists import (
    ends_known,
    ends_whole,
    split_agencies,
)
from hoidap.text.agencies.mentions import Mention, find_agencies
from hoidap.text.agencies.names import (
    agency_key,
    agency_matcher,
    normal_name,
    same_agency,
)

__all__ = [
    "AGENCY_START",
    "Mention",
    "agency_key",
    "agency_matcher",
    "binds",
    "ends_known",
    "ends_whole",
    "find_agencies",
    "is_collective",
    "looks_like_agency",
    "normal_name",
    "same_agency",
    "split_agencies",
    "starts_agency",
]
