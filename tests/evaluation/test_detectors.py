"""Detectors against plain double-precision re-statements of their formulas, and the registry."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import logsumexp, softmax
from scipy.stats import entropy as scipy_entropy

from evaluation import Outputs, detector
from evaluation import registry as registry_module
from evaluation.__main__ import main
from evaluation.channels import widen
from evaluation.fitted import class_templates
from evaluation.registry import all_detectors, find_detector
from evaluation.scoring import look_like_probabilities, score_pixels
from manifests.errors import ToolkitError

RNG = np.random.default_rng(0)
LOGITS = (RNG.standard_normal((7, 9000)) * 6).astype(np.float32)
P = softmax(LOGITS.astype(np.float64), axis=0)
ORDERED = np.sort(P, axis=0)
EXPECTED = {
    "maxlogit": -LOGITS.max(axis=0),
    "msp": -P.max(axis=0),
    "msp-sigmoid": -LOGITS.max(axis=0),
    "logit-avg": -LOGITS.astype(np.float64).mean(axis=0),
    "energy": -logsumexp(LOGITS.astype(np.float64), axis=0),
    "entropy": scipy_entropy(P, axis=0),
    "margin": -(ORDERED[-1] - ORDERED[-2]),
    "background": P[2],
    "background-negated": -P[2],
}


@pytest.mark.parametrize("name", EXPECTED)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_formula(name, dtype):
    logits = LOGITS.astype(dtype).reshape(7, 90, 100)
    found = score_pixels(find_detector(name), {"logits": logits}, background=2)
    np.testing.assert_allclose(found, EXPECTED[name], rtol=2e-5, atol=2e-6)


@pytest.mark.parametrize("name", [*EXPECTED, "kl-matching"])
def test_tiles_do_not_change_a_bit(name):
    chosen = find_detector(name)
    fitted = chosen.fit([Outputs(logits=LOGITS)]) if chosen.fit else None
    whole = chosen.scores(Outputs(logits=LOGITS, background=2), fitted)
    tiled = score_pixels(chosen, {"logits": LOGITS.reshape(7, 90, 100)}, background=2, fitted=fitted)
    np.testing.assert_array_equal(whole, tiled)


def test_kl_matching_equals_its_definition():
    half = LOGITS[:, :4000]
    templates = class_templates([Outputs(logits=half[:, :1500]), Outputs(logits=half[:, 1500:])])
    p = softmax(half.astype(np.float64), axis=0)
    expected = np.stack([p[:, p.argmax(0) == k].mean(axis=1) for k in range(7)])
    np.testing.assert_allclose(templates, expected, rtol=1e-6)
    distances = (P[:, None] * (np.log(P[:, None]) - np.log(expected.T[:, :, None]))).sum(axis=0)
    found = find_detector("kl-matching").scores(Outputs(logits=LOGITS), templates)
    np.testing.assert_allclose(found, distances.min(axis=0), rtol=2e-3, atol=2e-5)


def test_a_class_never_predicted_has_no_template():
    logits = LOGITS.copy()
    logits[3] = -50
    assert class_templates([Outputs(logits=logits)]).shape == (6, 7)
    with pytest.raises(ToolkitError, match="needs validation outputs"):
        class_templates([])
    with pytest.raises(ToolkitError, match="differ in their classes"):
        find_detector("kl-matching").scores(Outputs(logits=LOGITS[:5]), np.ones((6, 7)))


def test_maxlogit_keeps_apart_what_a_sigmoid_would_tie():
    logits = np.array([[18.0, 19.0, 40.0]], np.float32)
    assert len(np.unique(1 / (1 + np.exp(-logits.astype(np.float32))))) < 3
    assert len(np.unique(find_detector("msp-sigmoid").scores(Outputs(logits=logits)))) == 3


def test_features_detectors_agree_with_scikit_learn():
    from sklearn.ensemble import IsolationForest
    from sklearn.neighbors import LocalOutlierFactor

    known, test = (
        RNG.standard_normal((200, 5)),
        np.vstack([RNG.standard_normal((20, 5)), np.full((5, 5), 9.0)]),
    )
    for name, model in (
        ("lof", LocalOutlierFactor(n_neighbors=20, novelty=True)),
        ("iforest", IsolationForest(random_state=0)),
    ):
        chosen = find_detector(name)
        found = chosen.scores(Outputs(features=test), chosen.fit([Outputs(features=known)]))
        np.testing.assert_array_equal(found, -model.fit(known).score_samples(test))
        assert found[20:].min() > found[:20].max()


def test_half_precision_logits_are_computed_in_single():
    half = LOGITS.astype(np.float16)
    found = score_pixels(find_detector("msp"), {"logits": half.reshape(7, 90, 100)})
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, -softmax(half.astype(np.float64), axis=0).max(axis=0), rtol=1e-5)


def test_every_half_precision_number_is_widened_exactly():
    half = np.arange(65536, dtype=np.uint16).view(np.float16)
    np.testing.assert_array_equal(widen(half), half.astype(np.float32))
    np.testing.assert_array_equal(np.signbit(widen(half)), np.signbit(half))
    assert widen(np.arange(3)).dtype == np.float32
    assert widen(half.astype(np.float64)).dtype == np.float64


@pytest.mark.parametrize("kind", [np.nan, np.inf])
def test_logits_that_are_no_numbers_never_vanish(kind):
    logits = LOGITS.copy()
    logits[3, 7] = kind
    for name in ("maxlogit", "msp", "energy", "entropy", "margin", "logit-avg"):
        with np.errstate(invalid="ignore"):
            score = find_detector(name).scores(Outputs(logits=logits))[7]
        assert not np.isfinite(score), name


def test_probabilities_are_told_from_logits():
    assert look_like_probabilities(P.astype(np.float32))
    assert not look_like_probabilities(LOGITS)
    assert not look_like_probabilities(np.ones((1, 5)))


@pytest.fixture
def registry(monkeypatch):
    monkeypatch.setattr(registry_module, "_DETECTORS", dict(registry_module._DETECTORS))


@pytest.mark.usefixtures("registry")
def test_a_detector_of_a_user_is_one_decorated_function():
    @detector("range")
    def logit_range(outputs):
        """-(max f - min f). Source: a test."""
        return outputs.take("logits").min(axis=0) - outputs.take("logits").max(axis=0)

    found = find_detector("range").scores(Outputs(logits=LOGITS))
    np.testing.assert_array_equal(found, logit_range(Outputs(logits=LOGITS)))
    with pytest.raises(ToolkitError, match="already"):
        detector("range")(logit_range)
    with pytest.raises(ToolkitError, match="no docstring"):
        detector("bare")(lambda outputs: outputs.take("logits")[0])
    with pytest.raises(ToolkitError, match="unknown inputs"):
        detector("odd", needs=("pixels",))(logit_range)

    @detector("wrong")
    def wrong(outputs):
        """Nothing."""
        return outputs.take("logits")

    with pytest.raises(ToolkitError, match="one score an item"):
        find_detector("wrong").scores(Outputs(logits=LOGITS))


@pytest.mark.usefixtures("registry")
def test_plugins_and_the_list_of_detectors(tmp_path, capsys):
    plugin = tmp_path / "my_detectors.py"
    plugin.write_text(
        "from evaluation import detector\n\n@detector('mine')\ndef mine(outputs):\n"
        "    'f_0. Source: me.'\n    return outputs.take('logits')[0]\n"
    )
    assert main(["detectors", "--plugin", str(plugin)]) == 0
    listed = capsys.readouterr().out
    assert "mine  (needs logits)" in listed
    assert all(d.name in listed for d in all_detectors())
    assert main(["detectors", "--json"]) == 0
    assert main(["detectors", "--plugin", str(tmp_path / "none.py")]) == 2
    assert main(["detectors", "--plugin", "no_such_module_anywhere"]) == 2


def test_every_detector_states_formula_and_source():
    names = {d.name for d in all_detectors()}
    assert names >= {"msp", "maxlogit", "kl-matching", "msp-sigmoid", "logit-avg", "lof", "iforest"}
    assert names >= {"background", "dropout", "autoencoder", "branch", "odin", "energy", "entropy", "margin"}
    for one in all_detectors():
        assert "Source: " in one.description
