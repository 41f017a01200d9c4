# make demo   按南昌 2021 年的公开表计分，写出自评表到 build/
# make test   检查与全部测试（缺的软件自行安装）
# make bench  速度，与有名字的基线在同一次运行中相比
# make docs   重新生成 docs/ 里由程序生成的部分
# make site   把 docs/ 做成网站，写到 build/site

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
EXAMPLE := examples/nanchang-2021/evaluation.toml
WORKBOOK := build/南昌市大数据发展专项资金自评表.xlsx

# 核心（indicators、scoring）的覆盖率由这些测试计；计覆盖率的测试慢一半，其余的在后，不计。
# 全部的包：.venv/bin/pytest -n 2 --cov
CORE := indicators scoring tests/indicators tests/scoring tests/auditing tests/app/test_cli.py \
	tests/app/commands/test_plan_commands.py tests/app/commands/test_what_if_command.py

.PHONY: demo test check bench docs site system clean

demo: $(INSTALLED)
	@mkdir -p build
	@echo "== 按推得的南昌办法计分，采用记录在案的让步"
	@$(BIN)/ziping score $(EXAMPLE) --policy nanchang-2021 --out $(WORKBOOK) --force || [ $$? -eq 1 ]
	@echo
	@echo "== 不采用让步，按金额与完成值严格重算"
	@$(BIN)/ziping score $(EXAMPLE) --policy nanchang-2021 --strict --summary || [ $$? -eq 1 ]
	@echo
	@echo "== 下一步：$(BIN)/ziping serve，在浏览器里打开 http://127.0.0.1:8701，上传 $(WORKBOOK)"

test: $(INSTALLED) system check
	$(BIN)/pytest -n 2 --cov=indicators --cov=scoring --cov-fail-under=95 --cov-report=term:skip-covered $(CORE)
	$(BIN)/pytest -n 2 --dist worksteal $(CORE:%=--deselect=%)

check: $(INSTALLED)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(INSTALLED)
	@for script in benchmarks/bench_*.py; do echo "== $$script"; $(BIN)/python $$script; done

docs: $(INSTALLED)
	$(BIN)/python docs/generate.py

site: $(INSTALLED)
	$(BIN)/zensical build --strict

system:
	@sh tests/install-system-packages.sh
	@sh tests/unpack-typefaces.sh || echo "Debian 的字体取不到，用到它们的测试会跳过"

$(INSTALLED): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || sh tests/install-system-packages.sh python3-venv
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

clean:
	rm -rf build $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage*
