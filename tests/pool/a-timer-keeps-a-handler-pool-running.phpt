--TEST--
While a timer of every() runs, a pool with a handler does not end for lack of jobs; missed calls are not made up for
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Log, Master, Pool};

$pool = new Pool(fn () => 1, workers: 1);
$master = new Master([$pool], Log::None);
$calls = 0;
$busy = null;
$master->every(0.02, function () use (&$calls, &$busy, $pool) {
    if (++$calls === 1) {
        usleep(200000); // ten calls are missed
        $busy = microtime(true);
    } elseif ($calls === 6) { // one may be due at once, the others are not
        echo microtime(true) - $busy >= 0.055 ? 'not made up for' : 'made up for', "\n";
        $pool->stop();
    }
});
var_dump($master->run());
no_cycles();
?>
--EXPECT--
not made up for
int(0)
