--TEST--
start() says clearly that there are too few descriptors for the workers, and changes nothing; a soft limit is raised
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
require __DIR__ . '/../helper.inc';

$code = <<<'CODE'
    foreach (['few' => 2, 'many' => 1000] as $name => $workers) {
        $pool = new Pool(fn () => 'works', name: $name, workers: $workers, maxQueue: 10);
        try {
            if ($workers === 2) {
                echo $pool->submit(1)->await(), "\n";
            } else {
                $pool->start();
                echo "started\n";
            }
        } catch (Supervisor\StateError $e) {
            echo $e->getMessage(), "\n";
        }
        echo $pool->status()->slots[0]->state === SlotState::Stopped ? "no worker\n" : "workers\n";
        $pool->stop();
    }
    CODE;
foreach (['ulimit -n 200; ', 'ulimit -Sn 300; ulimit -Hn 2000; '] as $limit) {
    $php = new Php($code, before: $limit);
    var_dump($php->wait());
    echo $php->out(), $php->err();
    var_dump($php->none_left(0));
}
?>
--EXPECTF--
int(0)
Pool::submit() cannot be called: pool "few" with 2 workers needs more descriptors than RLIMIT_NOFILE allows; raise its hard limit (ulimit -Hn) to %d
no worker
Pool::start() cannot be called: pool "many" with 1000 workers needs more descriptors than RLIMIT_NOFILE allows; raise its hard limit (ulimit -Hn) to %d
no worker
bool(true)
int(0)
works
workers
Pool::start() cannot be called: pool "many" with 1000 workers needs more descriptors than RLIMIT_NOFILE allows; raise its hard limit (ulimit -Hn) to %d
no worker
bool(true)
