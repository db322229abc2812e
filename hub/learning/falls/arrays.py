"""From scikit-learn's fitted trees to the plain arrays that the hub reckons with."""

from typing import Any

import numpy as np

from detectors.fall.model import Trees


def trees_of(fitted: Any) -> Trees:
    """The same sums, in arrays: `fitted` is a GradientBoostingClassifier of two classes."""
    roots: list[int] = []
    feature: list[int] = []
    split: list[float] = []
    left: list[int] = []
    right: list[int] = []
    value: list[float] = []
    for (tree,) in fitted.estimators_:
        at, its = len(feature), tree.tree_
        roots.append(at)
        for node in range(its.node_count):
            leaf = its.children_left[node] < 0
            feature.append(0 if leaf else int(its.feature[node]))
            split.append(0.0 if leaf else float(its.threshold[node]))
            left.append(at + (node if leaf else int(its.children_left[node])))
            right.append(at + (node if leaf else int(its.children_right[node])))
            value.append(fitted.learning_rate * float(its.value[node, 0, 0]) if leaf else 0.0)
    base = float(fitted._raw_predict_init(np.zeros((1, fitted.n_features_in_)))[0, 0])
    depth = max(tree.tree_.max_depth for (tree,) in fitted.estimators_)
    return Trees(base=base, depth=depth, roots=roots, feature=feature, split=split, left=left, right=right, value=value)
