--TEST--
An idle worker that gets TERM, INT or QUIT leaves as planned and is replaced at once; none of them is ever lost
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Event, Pool, WorkerExit};

require __DIR__ . '/../helper.inc';

$pool = new Pool(fn () => getmypid(), workers: 1);
$restarts = [];
$pool->on(Event::WorkerExit, function (WorkerExit $exit) use (&$restarts) {
    $restarts[] = $exit->reason->value . ' ' . $exit->jobs . ' ' . $exit->restartIn;
});
for ($i = 0; $i < 30; $i++) {
    $pid = $pool->submit(1)->await(); // it has done a job: it may be replaced at once
    posix_kill($pid, [SIGTERM, SIGINT, SIGQUIT][$i % 3]);
    $gone = serve_until($pool, fn () => count($pool->status()->exits) > $i);
    if (!$gone) {
        echo "signal $i was lost\n";
        break;
    }
}
echo json_encode(array_count_values($restarts)), ' ', $pool->status()->slots[0]->failures, "\n";
$pool->stop();
?>
--EXPECT--
{"stopped 1 0":30} 0
