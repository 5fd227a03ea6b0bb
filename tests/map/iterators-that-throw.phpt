--TEST--
What valid(), current(), key(), next() and rewind() of an iterator of payloads throw leaves the walk
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

class It implements Iterator {
    private $i = 0;
    function __construct(private string $in, private int $when = 2) {}
    private function at($what) { if ($what === $this->in && ($what === 'rewind' || $this->i === $this->when)) { throw new DomainException("from $what"); } }
    function rewind(): void { $this->at('rewind'); }
    function valid(): bool { $this->at('valid'); return $this->i < 5; }
    function current(): mixed { $this->at('current'); return $this->i; }
    function key(): mixed { $this->at('key'); return "k$this->i"; }
    function next(): void { $this->i++; $this->at('next'); }
}
$pool = new Pool(fn (Job $job) => $job->payload, workers: 1);
foreach (['rewind', 'valid', 'current', 'key', 'next', 'none'] as $in) {
    $seen = 0;
    echo thrown(function () use ($pool, $in, &$seen) { foreach ($pool->map(new It($in), ordered: true, window: 1) as $key => $job) { $seen++; } }), " after $seen\n";
}
$pool->wait();
$s = $pool->status();
var_dump($s->queued + $s->reserved + $s->running);
class Agg implements IteratorAggregate { function getIterator(): Iterator { throw new DomainException('from getIterator'); } }
echo thrown(function () use ($pool) { foreach ($pool->map(new Agg) as $job) {} }), "\n";
?>
--EXPECTF--
DomainException: from rewind after 0
DomainException: from valid after 2
DomainException: from current after 2
DomainException: from key after 2
DomainException: from next after 2
nothing after 5
int(0)
DomainException: from getIterator
