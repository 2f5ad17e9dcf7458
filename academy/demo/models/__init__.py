"""Rows of the demo loader."""

from academy.demo.models.seed import DemoSeed

__all__ = ["DemoSeed"]
