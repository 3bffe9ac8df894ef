"""Which files make up each real set, where they come from, and whom to cite.

Digests are of the publishers' files. A file with several is served in several
byte-wise different copies of the same data; the first is the publisher's.
"""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field

from helpers.datasets.reuters_members import REUTERS_MEMBERS


@dataclass(frozen=True)
class DataFile:
    """One file of a set.

    Attributes:
        name: File name, in the set's folder of the cache.
        urls: Where to get it, best first.
        sha256: Accepted digests; empty where ``members`` are pinned instead.
        size: Length in bytes, where every accepted copy has the same.
        members: For an archive: digest of each member that counts.
    """

    name: str
    urls: tuple[str, ...]
    sha256: tuple[str, ...] = ()
    size: int | None = None
    members: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class DataSource:
    """One set: a folder of files to fetch, or nothing at all if it is bundled."""

    name: str
    title: str
    citation: str
    license: str
    folder: str = ""
    files: tuple[DataFile, ...] = ()

    @property
    def is_bundled(self) -> bool:
        """Whether scikit-learn brings the set, so that nothing is fetched."""
        return not self.files

    @property
    def fetch_command(self) -> str:
        """What to type to get the real files."""
        return f"python -m helpers.datasets fetch {self.name}"


def _idx_files(bases: tuple[str, ...], pins: Mapping[str, tuple[int, str]]) -> tuple[DataFile, ...]:
    return tuple(
        DataFile(name, tuple(f"{base}/{name}" for base in bases), (digest,), size)
        for name, (size, digest) in pins.items()
    )


MNIST = DataSource(
    name="mnist",
    title="MNIST",
    folder="mnist",
    citation="Y. LeCun, L. Bottou, Y. Bengio and P. Haffner: Gradient-based learning applied to "
    "document recognition. Proceedings of the IEEE 86(11), 1998. doi:10.1109/5.726791",
    license="Made from NIST's Special Databases 1 and 3; redistributed under CC BY-SA 3.0.",
    files=_idx_files(
        (
            "https://storage.googleapis.com/cvdf-datasets/mnist",
            "https://ossci-datasets.s3.amazonaws.com/mnist",
        ),
        {
            "train-images-idx3-ubyte.gz": (
                9_912_422,
                "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
            ),
            "train-labels-idx1-ubyte.gz": (
                28_881,
                "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
            ),
            "t10k-images-idx3-ubyte.gz": (
                1_648_877,
                "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
            ),
            "t10k-labels-idx1-ubyte.gz": (
                4_542,
                "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6",
            ),
        },
    ),
)

FASHION_MNIST = DataSource(
    name="fashion_mnist",
    title="Fashion-MNIST",
    folder="fashion-mnist",
    citation="H. Xiao, K. Rasul and R. Vollgraf: Fashion-MNIST, a novel image dataset for "
    "benchmarking machine learning algorithms. arXiv:1708.07747, 2017",
    license="MIT, by Zalando SE.",
    files=_idx_files(
        (
            "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion",
            "https://storage.googleapis.com/tensorflow/tf-keras-datasets",
        ),
        {
            "train-images-idx3-ubyte.gz": (
                26_421_880,
                "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84",
            ),
            "train-labels-idx1-ubyte.gz": (
                29_515,
                "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845",
            ),
            "t10k-images-idx3-ubyte.gz": (
                4_422_102,
                "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073",
            ),
            "t10k-labels-idx1-ubyte.gz": (
                5_148,
                "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5",
            ),
        },
    ),
)

REUTERS = DataSource(
    name="reuters",
    title="Reuters-21578",
    folder="reuters",
    citation="D. D. Lewis: Reuters-21578 Text Categorization Test Collection, Distribution 1.0, "
    "1997. doi:10.24432/C52G6M",
    license="Copyright Reuters Ltd.; free distribution for research purposes only.",
    files=(
        DataFile(
            "reuters21578.tar.gz",
            (
                "https://kdd.ics.uci.edu/databases/reuters21578/reuters21578.tar.gz",
                "https://archive.ics.uci.edu/ml/machine-learning-databases/reuters21578-mld/"
                "reuters21578.tar.gz",
            ),
            members=REUTERS_MEMBERS,
        ),
    ),
)

HEART = DataSource(
    name="heart",
    title="heart disease (Cleveland)",
    folder="heart",
    citation="R. Detrano and others: International application of a new probability algorithm for "
    "the diagnosis of coronary artery disease. American Journal of Cardiology 64, 1989; "
    "data set doi:10.24432/C52P4X",
    license="CC BY 4.0 (UCI Machine Learning Repository).",
    files=(
        DataFile(
            "heart.csv",
            ("https://storage.googleapis.com/download.tensorflow.org/data/heart.csv",),
            ("a91c81831bb2126e5fde6ce4ebde147a78429da12005108a6677ba57ecde9244",),
            13_273,
        ),
    ),
)

# Fixed commits, so that a later change there can't break the digests.
_TAXI = (
    "https://raw.githubusercontent.com/GoogleCloudPlatform/training-data-analyst/{commit}/"
    "courses/machine_learning/deepdive2/introduction_to_tensorflow/data/{name}"
)
_TAXI_PINS = {
    "taxi-train.csv": (
        "fbecc185060dfdbf7203fc10e18a71718c81948b",
        579_055,
        "3262916178c409b5cdb9b45e7b8d63697685f701e0dc69f4b3bd64e33923f377",
    ),
    "taxi-valid.csv": (
        "fbecc185060dfdbf7203fc10e18a71718c81948b",
        123_114,
        "9c40d76f006ac9260b44e73ca74006c709049793a88e0c1e4c6b7afb84dff3ba",
    ),
    "taxi-test.csv": (
        "98dfe7d9ac114f371e8e41253d83f1d7552f909b",
        123_590,
        "16b1279a17ccea0d573db6ce3df1e5f74f0003ca2bdc44e04ae7e2ccffb41409",
    ),
}

TAXI = DataSource(
    name="taxi",
    title="New York taxi fares",
    folder="taxi",
    citation="New York City Taxi and Limousine Commission: trip record data, 2009 to 2015, as "
    "sampled for Google Cloud's training-data-analyst courses",
    license="Trip records are public data of New York City; the samples come under Apache 2.0.",
    files=tuple(
        DataFile(
            name,
            tuple(_TAXI.format(commit=ref, name=name) for ref in (commit, "master")),
            (digest,),
            size,
        )
        for name, (commit, size, digest) in _TAXI_PINS.items()
    ),
)

OLIVETTI = DataSource(
    name="olivetti",
    title="Olivetti faces",
    folder="olivetti",
    citation="F. S. Samaria and A. C. Harter: Parameterisation of a stochastic model for human "
    "face identification. IEEE Workshop on Applications of Computer Vision, 1994. "
    "doi:10.1109/ACV.1994.341300",
    license="AT&T Laboratories Cambridge, free for research with acknowledgment.",
    files=(
        DataFile(
            "olivettifaces.mat",
            ("https://ndownloader.figshare.com/files/5976027",),
            (
                # The copy that scikit-learn publishes and pins too.
                "b612fb967f2dc77c9c62d3e1266e0c73d5fca46a4b8906c18e454d41af987794",
                # A compressed copy of the same matrix.
                "b1988d02c72fe5b8ee82b5ef3bb7982eafc74f1e1ff0ae0ade35061ad0af534d",
            ),
        ),
    ),
)

_UCI = "CC BY 4.0 (UCI Machine Learning Repository), bundled with scikit-learn."
BUNDLED = (
    DataSource(
        "iris",
        "iris",
        "R. A. Fisher: The use of multiple measurements in taxonomic problems. Annals of Eugenics "
        "7(2), 1936. doi:10.1111/j.1469-1809.1936.tb02137.x",
        _UCI,
    ),
    DataSource(
        "digits",
        "digits",
        "E. Alpaydin and C. Kaynak: Optical Recognition of Handwritten Digits, 1998. "
        "doi:10.24432/C50P49",
        _UCI,
    ),
    DataSource("wine", "wine", "S. Aeberhard and M. Forina: Wine, 1992. doi:10.24432/C5PC7J", _UCI),
    DataSource(
        "breast_cancer",
        "breast cancer (Wisconsin)",
        "W. Wolberg, O. Mangasarian, N. Street and W. Street: Breast Cancer Wisconsin "
        "(Diagnostic), 1993. doi:10.24432/C5DW2B",
        _UCI,
    ),
    DataSource(
        "diabetes",
        "diabetes",
        "B. Efron, T. Hastie, I. Johnstone and R. Tibshirani: Least angle regression. Annals of "
        "Statistics 32(2), 2004. doi:10.1214/009053604000000067",
        "Published with the paper, bundled with scikit-learn.",
    ),
    DataSource(
        "photographs",
        "photographs china.jpg and flower.jpg",
        "china.jpg by danielbuechele and flower.jpg by vultilion, both from Flickr",
        "CC BY 2.0, bundled with scikit-learn.",
    ),
)

SOURCES: dict[str, DataSource] = {
    source.name: source
    for source in (MNIST, FASHION_MNIST, REUTERS, HEART, TAXI, OLIVETTI, *BUNDLED)
}


def find(name: str) -> DataSource:
    """Return the set called ``name`` (hyphens and capitals don't matter).

    Raises:
        ValueError: If there is none; the message lists the names and the nearest.
    """
    key = str(name).strip().lower().replace("-", "_")
    if key in SOURCES:
        return SOURCES[key]
    near = difflib.get_close_matches(key, SOURCES, n=1)
    hint = f" Did you mean '{near[0]}'?" if near else ""
    raise ValueError(f"There is no data set '{name}'.{hint} There are: {', '.join(SOURCES)}.")
