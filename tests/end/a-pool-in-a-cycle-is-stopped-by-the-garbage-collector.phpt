--TEST--
A pool in a cycle is stopped by the run of the garbage collector that finds it, and by a destructor that drops it
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Event, Job, Pool};

require __DIR__ . '/../helper.inc';

final class Owner
{
    public Pool $pool;
    public ?Owner $self = null;

    public function __construct(public string $file)
    {
        $this->pool = new Pool(function (Job $job) use ($file) {
            touch("$file-began");
            wait_until(fn () => $job->stopping());
            touch("$file-done");
        }, name: basename($file), workers: 1);
        $this->pool->on(Event::JobDone, function () {
            $this->self = null;
        });
        $this->pool->submit(1);
        serve_until($this->pool, fn () => is_file("$file-began"));
    }

    public function __destruct()
    {
        echo 'destructor: ', basename($this->file), "\n";
        unset($this->pool);
    }
}

$dir = temp_dir();
foreach (['collected', 'dropped'] as $how) {
    $owner = new Owner("$dir/$how");
    $pid = $owner->pool->status()->slots[0]->pid;
    $owner->self = $owner;
    $owner = null;
    echo "$how: ", json_encode(alive($pid)), "\n";
    gc_collect_cycles();
    echo "$how: ", json_encode([alive($pid), is_file("$dir/$how-done")]), "\n";
}
$next = new Pool(fn () => 'the next pool works', workers: 1);
var_dump($next->submit(1)->await());
?>
--EXPECT--
collected: true
destructor: collected
collected: [false,true]
dropped: true
destructor: dropped
dropped: [false,true]
string(19) "the next pool works"
