--TEST--
A script can run two pools one after the other, each ended by a signal of its own
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
require __DIR__ . '/../helper.inc';

$php = new Php(<<<'CODE'
    foreach (['first', 'second'] as $name) {
        $pool = new Pool(new Loop(function (Worker $w) use ($dir, $name) {
            touch("$dir/$name");
            while ($w->next()) {
                usleep(1000);
            }
        }), name: $name, workers: 2);
        echo $name, ' ', $pool->run(), ' ', count($pool->status()->exits), "\n";
    }
    CODE);
foreach (['first', 'second'] as $name) {
    $php->wait_for($name);
    posix_kill($php->pid, SIGTERM);
}
var_dump($php->wait());
echo $php->out(), $php->err();
var_dump($php->none_left(0));
?>
--EXPECT--
int(0)
first 0 2
second 0 2
bool(true)
