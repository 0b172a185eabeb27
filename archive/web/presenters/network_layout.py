"""Where the names of a network stand: a force layout (Fruchterman and Reingold 1991), then boxes moved until none overlaps.

The same network is always laid out alike: names begin on a circle in their order, and nothing is random.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

ROUNDS = 250
GAP = 10.0
"""Least distance of two boxes."""
Array = NDArray[Any]


@dataclass(frozen=True)
class Box:
    """A box around a name, by its centre."""

    x: float
    y: float
    width: float
    height: float


def layout(
    sizes: Sequence[tuple[float, float]], edges: Sequence[tuple[int, int, float]], width: float
) -> tuple[list[Box], float]:
    """A box for each of these sizes, and the height of the drawing. Edges are places of two names with a weight (0 to 1)."""
    if not sizes:
        return [], 0.0
    height = max(240.0, min(width, 60.0 + 26.0 * len(sizes)))
    widths, heights = np.array(sizes, float).T
    at = _forces(len(sizes), edges, width, height)
    at[:, 0] = np.clip(at[:, 0], widths / 2 + GAP, width - widths / 2 - GAP)
    boxes: list[Box] = []
    for place in sorted(range(len(sizes)), key=lambda place: (at[place, 1], at[place, 0])):
        boxes.append(_lowered(Box(float(at[place, 0]), float(at[place, 1]), widths[place], heights[place]), boxes))
    top = min(box.y - box.height / 2 for box in boxes) - GAP
    order = sorted(range(len(sizes)), key=lambda place: (at[place, 1], at[place, 0]))
    placed = dict(zip(order, boxes, strict=True))
    moved = [
        Box(round(box.x, 1), round(box.y - top, 1), round(box.width, 1), box.height)
        for box in (placed[place] for place in range(len(sizes)))
    ]
    return moved, round(max(box.y + box.height / 2 for box in moved) + GAP, 1)


def _forces(count: int, edges: Sequence[tuple[int, int, float]], width: float, height: float) -> Array:
    """Positions at which linked names are near and all others far."""
    angles = 2 * np.pi * np.arange(count) / count
    at = np.column_stack((0.5 + 0.4 * np.cos(angles), 0.5 + 0.4 * np.sin(angles)))
    pull = np.zeros((count, count))
    for first, second, weight in edges:
        pull[first, second] = pull[second, first] = 0.3 + weight
    ideal = 0.9 / np.sqrt(count)
    for step in range(ROUNDS):
        apart = at[:, None, :] - at[None, :, :]
        distance = np.maximum(np.linalg.norm(apart, axis=2), 1e-3)
        force = (ideal**2 / distance - pull * distance**2 / ideal) / distance
        move = (apart * force[:, :, None]).sum(axis=1) - 0.6 * (at - 0.5)
        length = np.maximum(np.linalg.norm(move, axis=1, keepdims=True), 1e-9)
        at += move / length * np.minimum(length, 0.1 * (1 - step / ROUNDS))
    low, high = at.min(axis=0), at.max(axis=0)
    span = np.where(high - low > 1e-6, high - low, 1.0)
    scaled: Array = (at - low) / span * (width, height)
    return scaled


def _lowered(box: Box, placed: Sequence[Box]) -> Box:
    """The box, moved down until it overlaps none of those placed."""
    y = box.y
    while (below := [_floor(other, box) for other in placed if _overlaps(box, y, other)]) and max(below) > y:
        y = min(floor for floor in below if floor > y)
    return Box(box.x, y, box.width, box.height)


def _overlaps(box: Box, y: float, other: Box) -> bool:
    return (
        abs(box.x - other.x) < (box.width + other.width) / 2 + GAP
        and abs(y - other.y) < (box.height + other.height) / 2 + GAP
    )


def _floor(other: Box, box: Box) -> float:
    """The first height below another box."""
    return other.y + (box.height + other.height) / 2 + GAP
