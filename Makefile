# Hỏi Đáp. `make help` lists what there is to make.

PYTHON ?= python3
VENV ?= .venv
HOST ?= 127.0.0.1
PORT ?= 7860
DOCUMENTS ?= documents

BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
CHROMIUM := /usr/bin/chromium

.PHONY: help install chat test lint eval bench bench-scale clean chromium
.DEFAULT_GOAL := help

help: ## Liệt kê các việc · list what there is to make
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: $(VENV)/installed ## Cài vào .venv · install into .venv

chat: $(VENV)/installed ## Dựng chỉ mục nếu cần, mở trang hỏi đáp · build the index if needed, serve the page
	@$(BIN)/hoidap build $(DOCUMENTS) || [ $$? -eq 3 ]
	@$(BIN)/hoidap chat --host $(HOST) --port $(PORT) || [ $$? -eq 130 ]

test: $(VENV)/installed-test chromium ## Chạy các phép thử · run the tests
	$(BIN)/python -m pytest --cov --numprocesses 2 --dist loadfile

lint: $(VENV)/installed-lint $(VENV)/installed-test ## Kiểm tra mã nguồn · check the code
	$(BIN)/ruff check .
	$(BIN)/mypy

eval: $(VENV)/installed ## Chấm câu trả lời, ghi eval/report · score the answers, write eval/report
	@$(BIN)/hoidap build documents
	$(BIN)/hoidap eval answers --report eval/report
	$(BIN)/hoidap eval records --report eval/report
	$(BIN)/hoidap eval faithfulness --report eval/report

bench: $(VENV)/installed ## Đo tốc độ, ghi eval/report · measure the speed, write eval/report
	$(BIN)/python -m hoidap.eval.bench

bench-scale: $(VENV)/installed ## Đo quy mô, nửa giờ, ghi eval/report · measure at scale, half an hour, write eval/report
	$(BIN)/python -m hoidap.eval.bench_scale

clean: ## Xóa .venv, chỉ mục và tệp tạm · remove .venv, index and caches
	rm -rf $(VENV) .hoidap .coverage htmlcov .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A Python without ensurepip (Debian without python3-venv) still makes an environment:
# its own pip fills it.
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "$(PYTHON): cần Python 3.11 trở lên · Python 3.11 or later is needed: make PYTHON=…" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || \
	  { $(PYTHON) -m venv --clear --without-pip $(VENV) && \
	    $(PYTHON) -m pip --python $(BIN)/python install --quiet pip; }

# Files named "installed…" tell what has been installed since pyproject.toml changed.
$(VENV)/installed: pyproject.toml | $(BIN)/python
	$(PIP) install --quiet --editable .
	@touch $@

$(VENV)/installed-%: pyproject.toml $(VENV)/installed
	$(PIP) install --quiet --editable '.[$*]'
	@touch $@

# The browser tests need Chromium.
chromium:
	@if [ -x $(CHROMIUM) ]; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  echo "Cài chromium · installing chromium" && apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null; \
	else \
	  echo "Thiếu $(CHROMIUM); hãy cài: sudo apt-get install chromium · $(CHROMIUM) is missing; run: sudo apt-get install chromium" >&2; exit 1; \
	fi
