--TEST--
Several callbacks of one event run in the order in which they were set; one set in a callback counts from the next event on
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Pool};

$pool = new Pool(fn () => 1, workers: 1);
$pool->on(Event::JobDone, fn () => print('a'))->on(Event::JobDone, function () use ($pool) {
    static $once;
    print('b');
    if (!$once) {
        $once = true;
        $pool->on(Event::JobDone, fn () => print('d'));
    }
})->on(Event::JobDone, fn () => print('c'));
$pool->submit(1)->await();
$pool->wait();
echo "\n";
$pool->submit(1)->await();
$pool->wait();
echo "\n";
no_cycles();
?>
--EXPECT--
abc
abcd
