"""The rules of a fiscal year."""

from decimal import Decimal
from pathlib import Path

import pytest
import tomli_w

from ita_sync import framework
