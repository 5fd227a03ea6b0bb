--TEST--
Payloads that move on the walk that reads them: an error, no crash
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool, Results};

class Evil { static ?Results $results = null; function __construct(public string $text) {} function __serialize(): array { if (self::$results) { $r = self::$results; self::$results = null; try { $r->next(); } finally { self::$results = $r; } } return ['text' => $this->text]; } function __unserialize(array $d): void { $this->text = $d['text']; } }
class It implements Iterator {
    private $i = 0;
    function rewind(): void {}
    function valid(): bool { return $this->i < 6; }
    function current(): mixed { return new Evil(str_repeat("e$this->i", 1000)); }
    function key(): mixed { return new ArrayObject(["k$this->i"]); }
    function next(): void { $this->i++; }
}
$pool = new Pool(fn (Job $job) => 1, workers: 1);
Evil::$results = $results = $pool->map(new It);
echo thrown(function () use ($results) { foreach ($results as $key => $job) { echo $key[0], ' ', $job->result(), "\n"; } }), "\n";
class Deep implements Iterator {
    public ?Results $results = null;
    private $i = 0;
    function rewind(): void {}
    function valid(): bool { return $this->i < 6; }
    function current(): mixed { $this->i === 2 && $this->results?->next(); return $this->i; }
    function key(): mixed { return $this->i; }
    function next(): void { $this->i++; }
}
$it = new Deep;
$it->results = $results = $pool->map($it);
echo thrown(function () use ($results) { foreach ($results as $key => $job) {} }), "\n";
Evil::$results = null;
$it->results = null;
unset($results);
$pool->wait();
$s = $pool->status();
var_dump($s->queued + $s->reserved + $s->running);
?>
--EXPECT--
Supervisor\StateError: Results::next() cannot be called while the walk is being moved on
Supervisor\StateError: Results::next() cannot be called while the walk is being moved on
int(0)
