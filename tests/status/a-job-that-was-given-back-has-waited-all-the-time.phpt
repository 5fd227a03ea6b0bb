--TEST--
Status::$oldest of a job that was in the buffer of a worker that died: since it was submitted
--EXTENSIONS--
supervisor
posix
--CAPTURE_STDIO--
STDOUT
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool, Worker};

// The first worker boots at once; the ones after it not before the test has looked.
$looked = temp_dir() . '/looked';
$running = temp_dir() . '/running';
$pool = new Pool(function (Job $job) use ($running) {
    if ($job->payload === 'hang') {
        touch($running);
        wait_until(fn () => $job->stopping(), 60);
    }
    return 1;
}, workers: 1, maxAttempts: 1, boot: fn (Worker $w) => $w->spawn === 1 || wait_until(fn () => is_file($looked), 60));
foreach ($pool->map(range(1, 50)) as $job); // from now on jobs are handed out ahead
$pool->submit('hang');
$waits = $pool->submit('waits');
$since = hrtime(true);
var_dump(serve_until($pool, fn () => is_file($running) && $pool->status()->reserved === 1));
$pool->tick(0.1);
posix_kill($pool->status()->slots[0]->pid, SIGKILL);
serve_until($pool, fn () => $pool->status()->queued === 1);
$waited = (hrtime(true) - $since) / 1e9;
var_dump($waited >= 0.1, $pool->status()->oldest >= $waited);
touch($looked);
$pool->wait();
var_dump($waits->state()->value, $pool->status()->oldest, $pool->status()->waitTime['max'] >= $waited);
?>
--EXPECT--
bool(true)
bool(true)
bool(true)
string(4) "done"
NULL
bool(true)
