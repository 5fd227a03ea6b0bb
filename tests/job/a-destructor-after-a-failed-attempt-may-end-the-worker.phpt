--TEST--
A destructor that calls exit() after its attempt has failed ends the worker; the failure stands
--EXTENSIONS--
supervisor
--CAPTURE_STDIO--
STDOUT
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Job, Pool, WorkerExit};

class Ends
{
    public ?int $maker = null;

    function __destruct()
    {
        if ($this->maker && getmypid() !== $this->maker) {
            exit(7);
        }
    }
}

class Unsendable
{
    public Closure $c;

    function __construct(public Ends $ends)
    {
        $this->c = static fn () => 1;
    }
}

$me = getmypid();
foreach (['the payload' => null, 'the exception' => true, 'a result that cannot be sent' => false] as $whose => $throw) {
    $pool = new Pool(function (Job $job) use ($me, $throw) {
        $ends = new Ends();
        $ends->maker = $me;
        if ($throw === false) {
            return new Unsendable($ends);
        }
        if ($throw) {
            $e = new class('failed') extends Exception {
                public $held;
            };
            $e->held = $ends;
            throw $e;
        }
        $job->payload->maker = $me;
        $ends->maker = null;
        throw new Exception('failed');
    }, workers: 1, maxAttempts: 1);
    $exits = [];
    $pool->on(Event::WorkerExit, function (WorkerExit $e) use (&$exits, &$job) {
        $exits[] = "{$e->reason->name} $e->exitCode " . ($e->job === $job ? 'job' : 'no job');
    });
    $job = $pool->submit(new Ends());
    serve_until($pool, function () use (&$exits) { return $exits; });
    echo "$whose: {$job->state()->name}, {$job->failure()?->reason->name}; worker: $exits[0]\n";
    $pool->stop();
    unset($pool, $job);
}
no_cycles();
?>
--EXPECT--
the payload: Failed, Exception; worker: Exited 7 job
the exception: Failed, Exception; worker: Exited 7 job
a result that cannot be sent: Failed, ResultUnsendable; worker: Exited 7 job
