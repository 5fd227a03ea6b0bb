--TEST--
The closure of unique, key() and __serialize() may change the iterable that is read: what was read before is what is queued
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

/* Takes away what it has just given. */
class Fickle extends ArrayIterator
{
    public bool $fickle = true;

    function key(): string|int|null
    {
        $key = parent::key();
        if ($this->fickle) {
            wipe($this);
        }
        return $key;
    }
}

class Wipes
{
    public function __construct(private string $text) {}

    function __serialize(): array
    {
        global $it, $ref;

        if ($it) {
            wipe($it);
        }
        $ref = null;
        return [$this->text];
    }

    function __unserialize(array $data): void
    {
        $this->text = $data[0];
    }

    function text(): string
    {
        return $this->text;
    }
}

/* All of its places are used again, and so is their memory. */
function wipe(ArrayAccess&Countable $it): void
{
    $fickle = $it->fickle ?? null;
    if ($fickle !== null) {
        $it->fickle = false;
    }
    for ($i = 0; $i < 8; $i++) {
        if (isset($it[$i])) {
            $it[$i] = str_repeat('x', 500) . $i;
        }
    }
}

function text(mixed $payload): string
{
    return is_array($payload) ? text($payload[0]) : substr(is_object($payload) ? $payload->text() : $payload, 0, 3);
}

function strings(): array
{
    return array_map(fn ($c) => str_repeat($c, 500), ['a', 'b', 'c']);
}

/* For each of those that are there: what the worker got. */
function show(iterable $jobs): void
{
    foreach ($jobs as $key => $job) {
        echo "$key ", $job->await(), ' ';
    }
    echo "\n";
}

$pool = new Pool(fn (Job $job) => text($job->payload), workers: 1);
$ref = $it = null;

$it = new ArrayIterator(strings());
show($pool->submitAll($it, unique: function (string $text) use ($it) { wipe($it); return null; }));
show($pool->submitAll(new Fickle(strings())));
show($pool->map(new Fickle(strings()), ordered: true));

/* What a payload is serialized from is gone meanwhile. */
foreach (['submitAll', 'map'] as $method) {
    $it = new ArrayIterator([[new Wipes('one')], [new Wipes('two')]]);
    show($pool->$method($it));
    $it = null;
    $ref = [new Wipes('ref')];
    show($pool->$method([&$ref]));
    var_dump($ref);
    $ref = [new Wipes('gen')];
    show($pool->$method((function &() { yield $GLOBALS['ref']; })()));
    var_dump($ref);
}

/* The key is that of the payload, although the closure moves the generator on; that skips what it moved over. */
$generator = (fn () => yield from ['a' => 'first', 'b' => 'second', 'c' => 'third'])();
$jobs = $pool->submitAll($generator, unique: function (string $v, string $k) use ($generator) {
    if ($k === 'a') {
        $generator->next();
    }
    return "key-$v";
});
foreach ($jobs as $key => $job) {
    echo "$key $job->payload ";
}
echo "\n";
no_cycles();
?>
--EXPECT--
0 aaa 1 xxx 2 xxx 
0 aaa 1 xxx 2 xxx 
0 aaa 1 xxx 2 xxx 
0 one 1 xxx 
0 ref 
NULL
0 gen 
NULL
0 one 1 xxx 
0 ref 
NULL
0 gen 
NULL
a first c third 
