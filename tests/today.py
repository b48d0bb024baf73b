"""The day that tests take for today, so that what holds now is held for ever."""

from datetime import date

TODAY = date(2026, 11, 29)
