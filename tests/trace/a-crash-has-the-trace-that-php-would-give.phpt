--TEST--
The trace of a crash is that of an exception thrown there: functions, methods, closures, callbacks, includes, generators, fibers, magic
--EXTENSIONS--
supervisor
posix
pcntl
--FILE--
<?php
require __DIR__ . '/trace.inc';

class Base
{
    public function inherited() { boom(); }
}

class Klass extends Base
{
    public function __construct(private bool $fatal = false) {}
    public function method() { $this->other(1, 'two'); }
    private function other(int $a, string $b) { self::fixed(); }
    public static function fixed() { (new static)->inherited(); }
    public function closure() { return fn () => (function () { $this->method(); })(); }
    public function __call($name, $arguments) { boom(); }
    public static function __callStatic($name, $arguments) { boom(); }
    public function __get($name) { boom(); }
    public function __toString() { boom(); return ''; }
    public function __invoke() { boom(); }
    public function __destruct() { if ($this->fatal) { boom(); } }
}

trait Shared
{
    public function shared() { boom(); }
}

class User { use Shared; }

class Items implements IteratorAggregate, ArrayAccess, Countable
{
    public function getIterator(): Iterator { boom(); yield 1; }
    public function offsetGet($o): mixed { boom(); }
    public function offsetSet($o, $v): void {}
    public function offsetExists($o): bool { return true; }
    public function offsetUnset($o): void {}
    public function count(): int { boom(); return 1; }
}

function nested(int $depth) { if ($depth === 0) { boom(); } nested($depth - 1); }
function inner() { yield 1; boom(); yield 2; }
function middle() { yield 0; yield from inner(); }
function outer() { yield from middle(); }
function all(iterable $i) { foreach ($i as $v); }

$cases = [
    'a function' => fn () => nested(5),
    'methods' => fn () => (new Klass)->method(),
    'a static method' => fn () => Klass::fixed(),
    'closures' => (new Klass)->closure(),
    'a static closure' => static function () { (static fn () => boom())(); },
    'array_map' => fn () => array_map(fn ($x) => $x > 1 && boom(), [1, 2]),
    'usort' => function () { $a = [3, 1, 2]; usort($a, function ($x, $y) { boom(); return $x <=> $y; }); },
    'call_user_func' => fn () => call_user_func([new Klass, 'method']),
    'callable strings' => fn () => call_user_func_array('Klass::fixed', []),
    'a first class callable' => fn () => (boom(...))(),
    'preg_replace_callback' => fn () => preg_replace_callback('/x/', fn () => boom(), 'axb'),
    'include' => function () { include __DIR__ . '/included.inc'; },
    'require_once' => function () { (function () { require_once __DIR__ . '/included.inc'; })(); },
    'eval' => fn () => eval("\n\nboom();"),
    'a generator' => fn () => all(inner()),
    'yield from' => fn () => all(outer()),
    'yield from, by hand' => function () { $g = outer(); $g->current(); $g->next(); $g->next(); },
    'a fiber' => function () { (new Fiber(function () { nested(2); }))->start(); },
    'a fiber that was resumed' => function () { $f = new Fiber(function () { Fiber::suspend(); nested(2); }); $f->start(); $f->resume(); },
    'a fiber in a generator in a fiber' => fn () => (new Fiber(fn () => all((function () { yield 1; (new Fiber(fn () => nested(1)))->start(); })())))->start(),
    '__call' => fn () => (new Klass)->anything(1),
    '__callStatic' => fn () => Klass::anything(1),
    '__get' => fn () => (new Klass)->anything,
    '__toString' => fn () => 'x' . new Klass,
    '__toString in a function' => fn () => str_replace('a', 'b', new Klass),
    '__invoke' => fn () => (new Klass)(),
    'a destructor' => function () { $k = new Klass(true); unset($k); },
    'a destructor at the end of a function' => function () { (function () { $k = new Klass(true); })(); },
    'a trait' => fn () => (new User)->shared(),
    'an anonymous class' => fn () => (new class { public function m() { boom(); } })->m(),
    'an iterator' => fn () => all(new Items),
    'ArrayAccess' => fn () => (new Items)['x'],
    'count' => fn () => count(new Items),
    'an autoloader' => function () { spl_autoload_register(fn ($c) => boom()); class_exists('Nowhere'); },
    'an error handler' => function () { set_error_handler(fn () => boom()); echo $undefined; },
    'while an exception is caught' => function () { try { throw new Exception; } catch (Exception) { boom(); } },
    'while an exception goes by' => function () { try { throw new Exception; } finally { boom(); } },
    'an output callback' => function () { ob_start(function () { nested(1); }); echo 'x'; ob_end_flush(); },
    'a reflected method' => fn () => (new ReflectionMethod('Klass', 'other'))->invoke(new Klass, 1, 'x'),
];
foreach ($cases as $what => $case) {
    compare($what, end_of($case)[0]);
}
?>
--EXPECT--
a function: the same
methods: the same
a static method: the same
closures: the same
a static closure: the same
array_map: the same
usort: the same
call_user_func: the same
callable strings: the same
a first class callable: the same
preg_replace_callback: the same
include: the same
require_once: the same
eval: the same
a generator: the same
yield from: the same
yield from, by hand: the same
a fiber: the same
a fiber that was resumed: the same
a fiber in a generator in a fiber: the same
__call: the same
__callStatic: the same
__get: the same
__toString: the same
__toString in a function: the same
__invoke: the same
a destructor: the same
a destructor at the end of a function: the same
a trait: the same
an anonymous class: the same
an iterator: the same
ArrayAccess: the same
count: the same
an autoloader: the same
an error handler: the same
while an exception is caught: the same
while an exception goes by: the same
an output callback: the same
a reflected method: the same
