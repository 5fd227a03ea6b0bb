--TEST--
__serialize(), __unserialize() and destructors that fork in a worker leave one worker: the child ends there
--ENV--
ASAN_OPTIONS=detect_leaks=0
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Job, Pool};

require __DIR__ . '/../helper.inc';

$dir = temp_dir();
$master = getmypid();

/* In a worker; in the child, nothing of it may run after this. */
function forks(string $where): void
{
    global $dir, $master;

    if (getmypid() === $master) {
        return;
    }
    $child = pcntl_fork();
    if ($child === 0) {
        $GLOBALS['child'] = true;
        ini_set('display_errors', '0'); // what is not caught there is said as in a script
        return;
    }
    pcntl_waitpid($child, $status);
    note("$dir/children", "$where: " . (pcntl_wifexited($status) ? pcntl_wexitstatus($status) : 'signal'));
}

final class Forker
{
    public function __construct(public string $where) {}

    public function __serialize(): array
    {
        $this->where === 'serialize' && forks('serialize');
        return [$this->where];
    }

    public function __unserialize(array $data): void
    {
        [$this->where] = $data;
        $this->where === 'unserialize' && forks('unserialize');
    }

    public function __destruct()
    {
        if (getmypid() !== $GLOBALS['master'] && str_starts_with($this->where, 'destruct')) {
            forks($this->where);
            $this->where === 'destruct' || throw new Exception('thrown');
        }
    }
}

$pool = new Pool(function (Job $job) use ($dir) {
    if (isset($GLOBALS['child'])) {
        note("$dir/children", 'A CHILD RUNS A JOB');
    }
    if (is_string($job->payload)) {
        return new Forker($job->payload);
    }
    return is_object($job->payload) ? $job->payload->where : $job->payload;
}, workers: 1, maxAttempts: 1);
foreach (['serialize', new Forker('unserialize'), new Forker('destruct'), 5] as $payload) {
    $result = $pool->submit($payload)->await();
    echo is_object($result) ? $result->where : $result, "\n";
}
$payload = null;
$job = $pool->submit('destruct and throw');
$pool->wait();
echo $job->failure()->message, "\n";
$pid = $pool->status()->slots[0]->pid;
var_dump($pool->status()->restarts, count($pool->status()->exits), $pool->submit(6)->await());
$pool->stop();
unset($job);
echo implode("\n", lines("$dir/children")), "\n";

$pool = new Pool(fn () => 1, workers: 1, shutdown: fn () => new Forker('destruct'));
$pool->submit(1)->await();
$pool->stop();
echo $pool->status()->exits[0]->reason->value, ', ', lines("$dir/children")[4] ?? '', "\n";
?>
--EXPECT--
serialize
unserialize
destruct
5
thrown
int(0)
int(0)
int(6)
serialize: 0
unserialize: 0
destruct: 0
destruct and throw: 255
stopped, destruct: 0
