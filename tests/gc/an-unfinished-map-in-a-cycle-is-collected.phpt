--TEST--
Results of map() in a cycle, not walked to their end, are collected, and cancel what has not begun
--EXTENSIONS--
supervisor
--FILE--
<?php
use Supervisor\{Job, Pool};

final class Holder
{
    public $results, $pool;
}

$pool = new Pool(fn (Job $job) => $job->payload, workers: 1);
function payloads(Holder $holder)
{
    for ($i = 0; ; $i++) {
        yield [$i];
    }
}
$holder = new Holder;
$holder->results = $pool->map(payloads($holder), window: 50);
$holder->results->rewind();
var_dump($holder->results->current()->result());
$gone = WeakReference::create($holder);
$results = WeakReference::create($holder->results);
unset($holder);
gc_collect_cycles();
var_dump($gone->get(), $results->get());
$pool->wait();
$status = $pool->status();
var_dump($status->done + $status->cancelled >= 1, $status->queued + $status->running + $status->reserved);
var_dump($pool->submit('afterwards')->await());
?>
--EXPECT--
array(1) {
  [0]=>
  int(0)
}
NULL
NULL
bool(true)
int(0)
string(10) "afterwards"
