"""What one build does, from what it is asked for to a site that is public, with no word of who writes its pages."""

from forewarn.building.beginning import begin
from forewarn.building.build import Build, LeftStanding
from forewarn.building.designer import Designer
from forewarn.building.ending import leave_standing, put_forward, write_rest
from forewarn.building.late_search import LateSearch, late_search
from forewarn.building.leisure import Leisure, leave_garbage, let_go_of_former
from forewarn.building.request import Request
from forewarn.building.rounds import Rounds, Screen
from forewarn.building.waiting import Interrupted, has_waiting, resting

__all__ = [
    "Build",
    "Designer",
    "Interrupted",
    "LateSearch",
    "LeftStanding",
    "Leisure",
    "Request",
    "Rounds",
    "Screen",
    "begin",
    "has_waiting",
    "late_search",
    "leave_garbage",
    "leave_standing",
    "let_go_of_former",
    "put_forward",
    "resting",
    "write_rest",
]
