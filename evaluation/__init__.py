"""Exact scoring of model outputs on sealed datasets: read predictions, count, report.

```
from evaluation import Settings, evaluate, summarise, write_report

result = evaluate("build/bdd-anomaly", lambda frame: model(frame.image), Settings(detectors=("maxlogit", "msp")))
write_report(summarise(result, bootstrap=1000), Path("reports/mine"))
```
"""

from evaluation.classification import ClassificationSettings, evaluate_items
from evaluation.frame_files import frames, save
from evaluation.pooled import PooledCounts
from evaluation.registry import Outputs, detector
from evaluation.report import write_report
from evaluation.segmentation import Settings, evaluate
from evaluation.summaries import summarise

__all__ = [
    "ClassificationSettings",
    "Outputs",
    "PooledCounts",
    "Settings",
    "detector",
    "evaluate",
    "evaluate_items",
    "frames",
    "save",
    "summarise",
    "write_report",
]
