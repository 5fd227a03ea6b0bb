--TEST--
stop() sends SIGTERM to Loop workers: they leave by Worker::next() and stopping(), their sleep() is cut short, their end is planned
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Loop, Pool, Worker};

require __DIR__ . '/../helper.inc';

$dir = temp_dir();
$bodies = [
    'next' => function (Worker $worker) use ($dir) {
        touch("$dir/next");
        while ($worker->next()) {
            sleep(60);
        }
        note("$dir/end", 'next ' . json_encode($worker->stopping()));
    },
    'stopping' => function (Worker $worker) use ($dir) {
        touch("$dir/stopping");
        while (!$worker->stopping()) {
            usleep(1000);
        }
        note("$dir/end", 'stopping ' . json_encode($worker->next()));
    },
    'handler' => function (Worker $worker) use ($dir) {
        pcntl_async_signals(true);
        pcntl_signal(SIGTERM, function () use (&$term) {
            $term = true;
        });
        touch("$dir/handler");
        while (!$term) {
            sleep(60);
        }
        note("$dir/end", 'handler ' . json_encode($worker->stopping()));
    },
];
foreach ($bodies as $name => $body) {
    $pool = new Pool(new Loop($body), name: $name, workers: 1);
    $pool->start();
    // It sleeps: a signal before that would not cut it short.
    serve_until($pool, fn () => is_file("$dir/$name") && $pool->status()->slots[0]->state->value === 'idle' &&
        process_state($pool->status()->slots[0]->pid) === 'S');
    $pool->stop(5);
    $exit = $pool->status()->exits[0];
    echo lines("$dir/end")[0] ?? '?', ' ', json_encode([$exit->reason, $exit->planned, $exit->exitCode, $exit->signal]), "\n";
    unlink("$dir/end");
}
?>
--EXPECT--
next true ["stopped",true,0,null]
stopping false ["stopped",true,0,null]
handler true ["stopped",true,0,null]
