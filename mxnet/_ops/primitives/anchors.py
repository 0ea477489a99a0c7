"""Anchors have no gradient: what detectors are trained on, and what they found, is constant."""

from ..._core.primitive import primitive

primitive("x", name="anchor_boxes", gradient="zero")
primitive("anchors labels scores", "codes mask classes", name="anchor_targets", gradient="zero")
primitive("scores codes anchors", name="anchor_detections", gradient="zero")
