--TEST--
What cannot travel is a ValueError of submit() that names the type; nothing is changed
--EXTENSIONS--
supervisor
pdo_sqlite
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

class Holder { public $a = 1; protected $what; function __construct($what) { $this->what = $what; } }
function gen() { yield 1; }
$closed = fopen('php://memory', 'r');
fclose($closed);
$pool = new Pool(fn (Job $job) => 1, workers: 1);
$pool->submit(1)->await();
$before = counters($pool);
$things = [
    'closure' => fn () => 1, 'bound' => strlen(...), 'resource' => STDIN, 'closed resource' => $closed, 'generator' => gen(), 'anonymous' => new class {}, 'PDO' => new PDO('sqlite::memory:'),
    'statement' => (new PDO('sqlite::memory:'))->query('select 1'), 'pool' => $pool, 'job' => Job::fake(1), 'reflection' => new ReflectionClass('stdClass'), 'fiber' => new Fiber(fn () => 1), 'weak' => WeakReference::create($pool),
    'SplFileObject' => new SplFileObject(__FILE__),
];
foreach ($things as $what => $thing) {
    foreach ([$thing, [1, 'k' => [$thing]], (object) ['p' => $thing], new Holder([$thing])] as $i => $payload) {
        $message = thrown(fn () => $pool->submit($payload));
        if ($i === 0) {
            echo "$what: $message\n";
            $first = $message;
        } elseif ($message !== $first) {
            echo "nested $i: $message\n";
        }
    }
}
var_dump(counters($pool) === $before);
echo thrown(fn () => $pool->submit([1, fn () => 1])), "\n", counters($pool, 1), "\n";
?>
--EXPECTF--
closure: ValueError: Supervisor\Pool::submit(): Argument #1 ($payload) must be made of values that can be sent to another process, Closure given
bound: ValueError: Supervisor\Pool::submit(): Argument #1 ($payload) must be made of values that can be sent to another process, Closure given
resource: ValueError: Supervisor\Pool::submit(): Argument #1 ($payload) must be made of values that can be sent to another process, resource (stream) given
closed resource: ValueError: Supervisor\Pool::submit(): Argument #1 ($payload) must be made of values that can be sent to another process, resource (closed) given
generator: ValueError: Supervisor\Pool::submit(): Argument #1 ($payload) must be made of values that can be sent to another process, Generator given
anonymous: ValueError: Supervisor\Pool::submit(): Argument #1 ($payload) must be made of values that can be sent to another process, class@anonymous%S given
PDO: ValueError: Supervisor\Pool::submit(): Argument #1 ($payload) must be made of values that can be sent to another process, PDO given
statement: ValueError: Supervisor\Pool::submit(): Argument #1 ($payload) must be made of values that can be sent to another process, PDOStatement given
pool: ValueError: Supervisor\Pool::submit(): Argument #1 ($payload) must be made of values that can be sent to another process, Supervisor\Pool given
job: ValueError: Supervisor\Pool::submit(): Argument #1 ($payload) must be made of values that can be sent to another process, Supervisor\Job given
reflection: ValueError: Supervisor\Pool::submit(): Argument #1 ($payload) must be made of values that can be sent to another process, ReflectionClass given
fiber: ValueError: Supervisor\Pool::submit(): Argument #1 ($payload) must be made of values that can be sent to another process, Fiber given
weak: ValueError: Supervisor\Pool::submit(): Argument #1 ($payload) must be made of values that can be sent to another process, WeakReference given
SplFileObject: ValueError: Supervisor\Pool::submit(): Argument #1 ($payload) must be made of values that can be sent to another process, SplFileObject given
bool(true)
ValueError: Supervisor\Pool::submit(): Argument #1 ($payload) must be made of values that can be sent to another process, Closure given
done=1
