--TEST--
The soft limit of descriptors is raised to the hard one when the pools of the process together need it, and not before; what is too much even then is refused
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
require __DIR__ . '/../helper.inc';

// Descriptors begin at 512; 128 are left for others, and one worker is in reserve, to replace another: 3 workers fit into 652, 6 do not.
$php = new Php(<<<'CODE'
    function limit(): int
    {
        return posix_getrlimit()['soft openfiles'];
    }
    $one = new Pool(fn () => 1, name: 'one', workers: 3);
    $two = new Pool(fn () => 2, name: 'two', workers: 3);
    $one->start();
    serve_until_ready($one);
    echo 'one pool: ', limit(), "\n";
    $two->start();
    serve_until_ready($two);
    echo 'two pools: ', limit(), "\n";

    echo thrown(fn () => $one->scale(500)), "\n";
    $three = new Pool(fn () => 3, name: 'three', workers: 500);
    echo thrown(fn () => $three->start()), "\n";
    echo count($one->status()->slots), ' ', count($two->status()->slots), ' ', limit(), "\n";
    $one->scale(1); // less is always possible
    $one->finish();
    $two->finish();

    // What the others needed is free again.
    $four = new Pool(fn () => 4, name: 'four', workers: 50);
    $four->start();
    serve_until_ready($four);
    echo $four->submit(1)->await(), "\n";
    $four->stop();
    CODE, before: 'ulimit -Sn 652; ulimit -Hn 810; ');
var_dump($php->wait(30));
echo $php->out(), $php->err();
var_dump($php->none_left());

// scale() raises it, too.
$php = new Php(<<<'CODE'
    $pool = new Pool(fn () => 1, workers: 3);
    $pool->start();
    echo posix_getrlimit()['soft openfiles'], "\n";
    $pool->scale(6);
    serve_until_ready($pool);
    echo posix_getrlimit()['soft openfiles'], "\n";
    $pool->stop();
    CODE, before: 'ulimit -Sn 652; ulimit -Hn 810; ');
var_dump($php->wait(30));
echo $php->out(), $php->err();
?>
--EXPECT--
int(0)
one pool: 652
two pools: 810
Supervisor\StateError: Pool::scale() cannot be called: pool "one" with 500 workers needs more descriptors than RLIMIT_NOFILE allows; raise its hard limit (ulimit -Hn) to 1746
Supervisor\StateError: Pool::start() cannot be called: pool "three" with 500 workers needs more descriptors than RLIMIT_NOFILE allows; raise its hard limit (ulimit -Hn) to 1752
3 3 810
4
bool(true)
int(0)
652
810
