--TEST--
Results are unserialized only when they are asked for
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

class Loud { function __serialize(): array { return []; } function __unserialize(array $d): void { echo getmypid() === $GLOBALS['master'] ? "here\n" : ''; } }
$master = getmypid();
$pool = new Pool(fn (Job $job) => new Loud, workers: 1);
$job = $pool->submit(1);
$pool->wait();
echo "settled\n";
$job->result();
foreach ($pool->map([1]) as $job) {
    echo "given out\n";
    $job->result();
}
?>
--EXPECT--
settled
here
given out
here
