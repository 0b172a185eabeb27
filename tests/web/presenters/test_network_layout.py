import random

import pytest

from archive.web.presenters.network_layout import layout

WIDTH = 900.0


def network(count, seed):
    made = random.Random(seed)
    sizes = [(made.uniform(40, 220), 30.0) for _ in range(count)]
    edges = [(a, b, made.random()) for a in range(count) for b in range(a) if made.random() < 0.15]
    return sizes, edges


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("count", [1, 2, 7, 25, 40])
def test_no_box_overlaps_another_or_leaves_the_drawing(count, seed):
    boxes, height = layout(*network(count, seed), WIDTH)
    for place, box in enumerate(boxes):
        assert box.width / 2 <= box.x <= WIDTH - box.width / 2
        assert box.height / 2 <= box.y <= height - box.height / 2
        for other in boxes[:place]:
            apart = abs(box.x - other.x) >= (box.width + other.width) / 2 or abs(box.y - other.y) >= 30
            assert apart, (box, other)


def test_the_same_network_is_laid_out_alike():
    assert layout(*network(20, 1), WIDTH) == layout(*network(20, 1), WIDTH)


def test_names_that_go_together_stand_nearer():
    edges = [(0, 1, 1.0), (1, 2, 1.0), (0, 2, 1.0), (3, 4, 1.0), (4, 5, 1.0), (3, 5, 1.0)]
    boxes, _ = layout([(60.0, 30.0)] * 6, edges, WIDTH)

    def distance(a, b):
        return ((boxes[a].x - boxes[b].x) ** 2 + (boxes[a].y - boxes[b].y) ** 2) ** 0.5

    within = [distance(a, b) for a, b, _ in edges]
    across = [distance(a, b) for a in range(3) for b in range(3, 6)]
    assert max(within) < sum(across) / len(across)


def test_nothing_is_laid_out_as_nothing():
    assert layout([], [], WIDTH) == ([], 0.0)
