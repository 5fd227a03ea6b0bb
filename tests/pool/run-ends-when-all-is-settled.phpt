--TEST--
run() of a pool with a handler ends when all that was submitted is settled, retries and jobs of callbacks too
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Job, Pool};

$pool = new Pool(fn (Job $job) => $job->payload === 'retry' && $job->attempt === 1 ? throw new Exception : $job->payload, workers: 2, backoff: fn () => 0.05);
$pool->on(Event::JobDone, function (Job $job) use ($pool) {
    echo $job->result(), "\n";
    if ($job->payload === 'retry') {
        $pool->submit('follows');
    }
});
$pool->submit('retry');
var_dump($pool->run());
echo counters($pool, 2), ' ', $pool->status()->slots[0]->state->value, "\n";
echo thrown(fn () => $pool->submit(1)), "\n", thrown(fn () => $pool->start()), "\n", thrown(fn () => $pool->run()), "\n", thrown(fn () => $pool->tick()), "\n";
$pool->stop(); // again: nothing
$pool->finish();
var_dump($pool->wait());
echo counters($pool, 2), "\n";
no_cycles();
?>
--EXPECT--
retry
follows
int(0)
done=2 stopped
Supervisor\StateError: Pool::submit() cannot be called: pool "default" was stopped; make a new one
Supervisor\StateError: Pool::start() cannot be called: pool "default" was stopped; make a new one
Supervisor\StateError: Pool::run() cannot be called: pool "default" was stopped; make a new one
Supervisor\StateError: Pool::tick() cannot be called: pool "default" was stopped; make a new one
bool(true)
done=2
