# The steps of a workflow: a server, a wait until it is ready, and Django's own parallel runner with two processes.
export PGPORT=54329 PYTHONPATH=.
tests/postgres.sh &
server=$!
trap 'kill "$server"; wait "$server" || true' EXIT
until pg_isready --quiet --host=127.0.0.1 --port="$PGPORT"; do sleep 0.1; done
../venv/bin/python -m compileall -q django
../venv/bin/python tests/runtests.py --settings=mission_settings --parallel=2 \
  aggregation annotations bulk_create constraints transactions admin_changelist admin_filters delete many_to_many \
  many_to_one expressions expressions_case expressions_window db_functions model_fields fixtures multiple_database \
  model_forms model_formsets inspectdb introspection select_for_update lookup prefetch_related select_related \
  migrations.test_commands migrations.test_operations postgres_tests queries schema
