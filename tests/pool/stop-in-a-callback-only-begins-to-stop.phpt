--TEST--
stop() in a callback only begins to stop; run() then ends
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Job, Pool};

$pool = new Pool(fn (Job $job) => $job->payload, workers: 1);
$pool->on(Event::JobDone, function (Job $job) use ($pool) {
    if ($job->payload === 'stop') {
        $pool->stop();
        echo 'slot: ', $pool->status()->slots[0]->pid > 0 ? 'still there' : 'gone', "\n";
        echo thrown(fn () => $pool->submit(1)), "\n";
    }
});
$pool->submit('stop');
for ($i = 0; $i < 1000; $i++) {
    $pool->submit($i);
}
var_dump($pool->run());
$s = $pool->status();
var_dump($s->done + $s->cancelled, $s->cancelled > 0, $s->slots[0]->pid);
no_cycles();
?>
--EXPECT--
slot: still there
Supervisor\StateError: Pool::submit() cannot be called: pool "default" was stopped; make a new one
int(0)
int(1001)
bool(true)
int(0)
