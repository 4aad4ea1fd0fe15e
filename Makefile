# make demo: a sample office, run and explained.  make test: everything that must hold.  Needs Python 3.11 or later and make.

VENV := .venv
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
RUN := $(VENV)/bin/python
INPUTS := pyproject.toml README.md LICENSE lzxl templates workbooks macros
SDK := tests/real
TEST_PACKAGES := libreoffice-calc-nogui libreoffice-writer-nogui chromium python3-uno fonts-noto-cjk fonts-crosextra-carlito poppler-utils \
	dovecot-imapd

SIDE_BY_SIDE := -n logical --dist loadfile --no-loadscope-reorder

# The tests start thousands of Pythons: what one has compiled is kept for the next, whatever the environment says.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help demo test quick lint generate pictures offline clean venv installed test-tools sdk bench

help:
	@echo "make demo      样例单位:建环境、汇总、说明该看什么 (the sample office)"
	@echo "make test      检查和测试 (lint, types, tests)"
	@echo "make quick     不到一分钟的测试 (without LibreOffice and whole runs)"
	@echo "make generate  重新生成 templates/ workbooks/ docs/ (committed generated files)"
	@echo "make pictures  重新绘制 docs/图/ (pictures of all pages, through LibreOffice)"
	@echo "make bench     与 pandas、openpyxl 循环比速度和内存 (N=2000 for more, RUNS=3 for medians; the defaults are 400 and 1)"
	@echo "make offline   没有网络的 Windows 电脑用的安装文件夹:dist/离线安装/ (wheels, 安装.bat, shortcuts)"
	@echo "make clean     清除环境和临时文件"

demo: installed
	@if [ -e demo-office ]; then echo "demo-office 已经有了,这里再汇总一次;要从头再来,请先删除它。"; \
		$(VENV)/bin/lzxl consolidate demo-office --today 2026-11-20 || test $$? = 1; \
	else $(VENV)/bin/lzxl demo demo-office; fi
	@echo "这里的命令写作 $(VENV)/bin/lzxl,例如 $(VENV)/bin/lzxl verify demo-office (the command is $(VENV)/bin/lzxl)"

test: test-tools
	@.ci/system-packages $(TEST_PACKAGES)
	@$(MAKE) --no-print-directory sdk
	@$(MAKE) --no-print-directory lint
	$(RUN) -m pytest -q $(SIDE_BY_SIDE)
	@out=$$(mktemp -d) && cd "$$out" && "$(CURDIR)/$(VENV)/bin/lzxl" demo demo --json >/dev/null \
		&& "$(CURDIR)/$(VENV)/bin/lzxl" addin build >/dev/null && cmp lzxl.xlam "$(CURDIR)/macros/lzxl.xlam" && rm -rf "$$out" \
		&& echo "安装后的程序运行正常 (the installed package runs)"

quick: test-tools
	$(RUN) -m pytest -q -m "not slow and not office and not node and not browser and not mail" $(SIDE_BY_SIDE)

lint: test-tools
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	$(RUN) -m mypy

generate: test-tools
	$(RUN) -m lzxl.workflow.generate
	$(RUN) -m lzxl.sample generate

pictures: test-tools
	@.ci/system-packages $(TEST_PACKAGES)
	$(RUN) docs/pictures.py
	$(RUN) docs/pictures_addin.py

bench: test-tools
	$(RUN) tests/bench/compare.py $(or $(N),400) $(or $(RUNS),1)

offline: test-tools
	@$(RUN) -m pip install --quiet --disable-pip-version-check uv
	$(RUN) offline/gather.py dist

clean:
	rm -rf $(VENV) $(SDK)/node_modules build dist demo-office .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# ---- the environment: made once, installed again only after a change
venv:
	@test -n "$(PYTHON)" || { echo "需要 Python 3.11 或更高版本 (Python 3.11 or later is needed):"; \
		echo "  sudo apt-get install -y python3 python3-venv"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || .ci/system-packages $(notdir $(PYTHON))-venv
	@test -x $(RUN) || { echo "正在建立运行环境 $(VENV) …"; $(PYTHON) -m venv $(VENV); }

installed: venv
	@if [ ! -e $(VENV)/.installed ] || [ -n "$$(find $(INPUTS) -newer $(VENV)/.installed ! -path '*__pycache__*' -print -quit)" ]; then \
		echo "正在安装 lzxl …"; \
		$(RUN) -m pip install --quiet --disable-pip-version-check . && touch $(VENV)/.installed; fi

test-tools: installed
	@if [ ! -e $(VENV)/.tools ] || [ pyproject.toml -nt $(VENV)/.tools ]; then \
		echo "正在安装测试工具 …"; \
		$(RUN) -m pip install --quiet --disable-pip-version-check '.[test]' && touch $(VENV)/.tools; fi

# Microsoft's Open XML SDK, pinned by the lock file; Debian's node is taken only where there is none.
sdk: $(SDK)/node_modules/.package-lock.json

$(SDK)/node_modules/.package-lock.json: $(SDK)/package-lock.json
	@command -v node >/dev/null && command -v npm >/dev/null || .ci/system-packages nodejs npm
	@echo "正在安装 Open XML SDK …"
	@npm ci --prefix $(SDK) --no-audit --no-fund --loglevel=error && touch $@
