"""What the profiler sees, and how it tells it."""

import json
import threading

import pytest

import mxnet as mx
from mxnet import profiler


@pytest.fixture(autouse=True)
def fresh(tmp_path):
    """A profiler that has seen nothing, and is off afterwards."""
    profiler.set_config(profile_all=True, aggregate_stats=True, filename=str(tmp_path / "run.json"))
    profiler.dumps(reset=True)
    yield tmp_path / "run.json"
    profiler.set_state("stop")
    profiler.record.record.forget_events()
    profiler.set_config()


def times():
    return json.loads(profiler.dumps(format="json"))["Time"]


def test_operators_and_their_gradients_are_counted():
    x = mx.nd.ones((3, 3))
    x.attach_grad()
    profiler.set_state("run")
    with mx.autograd.record():
        y = mx.nd.sqrt(x) * 2 + 1
        z = mx.nd.FullyConnected(y, mx.nd.ones((2, 3)), no_bias=True, num_hidden=2)
    z.backward()
    mx.nd.concat(x, x, dim=0).asnumpy()
    profiler.set_state("stop")
    mx.nd.exp(x)
    found = {name: sums["Count"] for name, sums in times()["operator"].items()}
    wanted = ("sqrt", "_mul_scalar", "_plus_scalar", "FullyConnected", "_ones", "Concat",
              "_backward_sqrt", "_backward_FullyConnected")  # fmt: skip
    assert {name: found.get(name) for name in wanted} == dict.fromkeys(wanted, 1)
    assert "exp" not in found
    assert {"asnumpy", "backward"} <= set(times()["api"])


def test_programs_are_told_line_by_line(fresh):
    net = mx.sym.FullyConnected(mx.sym.var("data"), num_hidden=3, name="fc")
    net = mx.sym.Activation(net, act_type="tanh", name="act")
    executor = net.simple_bind(mx.cpu(), data=(2, 4))
    executor.forward(is_train=True)
    executor.backward(mx.nd.ones((2, 3)))
    profiler.set_state("run")
    for _ in range(3):
        executor.forward(is_train=True)
        executor.backward(mx.nd.ones((2, 3)))
    profiler.set_state("stop")
    found = {name: sums["Count"] for name, sums in times()["operator"].items()}
    names = "FullyConnected", "Activation", "_backward_FullyConnected", "_backward_Activation"
    assert {name: found.get(name) for name in names} == dict.fromkeys(names, 3)
    assert all(sums["Count"] == 3 for sums in times()["program"].values())
    profiler.dump()
    events = json.loads(fresh.read_text())["traceEvents"]
    nodes = {e["name"]: e["args"]["node"] for e in events if e["name"] in names}
    assert nodes == dict(zip(names, ["fc", "act"] * 2, strict=True))


def test_joined_operators_of_a_program_are_told_together(fresh):
    net = mx.sym.Convolution(mx.sym.var("data"), num_filter=2, kernel=(1, 1), name="conv")
    net = mx.sym.BatchNorm(net, name="norm")
    executor = net.simple_bind(mx.cpu(), data=(1, 3, 4, 4), grad_req="null")
    executor.forward()
    profiler.set_state("run")
    executor.forward()
    profiler.set_state("stop")
    assert times()["operator"]["Convolution + BatchNorm"]["Count"] == 1


def test_a_chain_is_told_by_its_first_and_its_last_operator(fresh):
    x = mx.sym.var("x")
    net = mx.sym.exp(mx.sym.tanh(mx.sym.sigmoid(x, name="first") * 2) + 1, name="last")
    executor = net.simple_bind(mx.cpu(), x=(512, 1024), grad_req="null")
    executor.forward()
    profiler.set_state("run")
    executor.forward()
    profiler.set_state("stop")
    profiler.dump()
    events = json.loads(fresh.read_text())["traceEvents"]
    (chain,) = [event for event in events if " to " in event["name"]]
    assert (chain["name"], chain["args"]["node"]) == ("sigmoid to exp", "first to last")


def test_arithmetic_of_arrays_is_told_once():
    x, y = mx.nd.ones((2, 3)), mx.nd.ones((2, 3))
    profiler.set_state("run")
    x + y, x - y, x * y, x / y, x + 2, x * 2.5, x**y
    profiler.set_state("stop")
    found = {name: sums["Count"] for name, sums in times()["operator"].items()}
    kinds = ("broadcast_add", "broadcast_sub", "broadcast_mul", "broadcast_div", "_plus_scalar",
             "_mul_scalar", "broadcast_power")  # fmt: skip
    assert found == dict.fromkeys(kinds, 1)


def test_a_programs_own_operator_is_told_apart():
    class Shift(mx.operator.CustomOp):
        def forward(self, is_train, req, in_data, out_data, aux):
            self.assign(out_data[0], req[0], in_data[0] + 1)

        def backward(self, req, out_grad, in_data, out_data, in_grad, aux):
            self.assign(in_grad[0], req[0], out_grad[0])

    @mx.operator.register("profiled_shift")
    class ShiftProp(mx.operator.CustomOpProp):
        def create_operator(self, ctx, shapes, dtypes):
            return Shift()

    x = mx.nd.ones((2,))
    x.attach_grad()
    profiler.set_state("run")
    with mx.autograd.record():
        y = mx.nd.Custom(x, op_type="profiled_shift")
    y.backward()
    profiler.set_state("stop")
    found = times()["Custom Operator"]
    assert {"profiled_shift::pure_python", "_backward_profiled_shift::pure_python",
            "profiled_shift::_plus_scalar"} <= set(found)  # fmt: skip


def test_marks_and_the_trace(fresh):
    domain = profiler.Domain("loading")
    counter = domain.new_counter("images", 5)
    profiler.set_state("run")
    with domain.new_task("decode"), domain.new_frame("image"), profiler.Event("all"):
        mx.nd.ones((2,)).asnumpy()
    counter += 32
    counter -= 7
    domain.new_marker("first").mark("global")
    profiler.pause()
    domain.new_marker("unseen").mark()
    mx.nd.sqrt(mx.nd.ones((2,)))
    profiler.resume()
    profiler.dump(finished=False)
    once = json.loads(fresh.read_text())["traceEvents"]
    mx.nd.exp(mx.nd.ones((2,)))
    profiler.dump()
    events = json.loads(fresh.read_text())["traceEvents"]
    assert events[: len(once)] == once
    by_name = {event["name"]: event for event in events}
    assert by_name["decode"]["ph"] == "X" and by_name["decode"]["cat"] == "loading"
    assert by_name["decode"]["dur"] >= by_name["image"]["dur"] > 0
    assert by_name["images"] | {"ts": 0} == by_name["images"] | {"ph": "C", "ts": 0}
    assert by_name["images"]["args"] == {"images": 30}
    assert by_name["image"]["cat"] == "loading,frame"
    assert by_name["first"]["s"] == "g"
    assert "exp" in by_name and not {"unseen", "sqrt"} & set(by_name)
    with pytest.raises(mx.MXNetError, match="hasn't been run"):
        profiler.dump()


def test_the_table():
    profiler.set_state("run")
    for _ in range(3):
        mx.nd.sqrt(mx.nd.ones((200, 200)))
    profiler.set_state("stop")
    lines = profiler.dumps(sort_by="count").splitlines()
    assert "Device Storage" in lines and "operator" in lines
    row = next(line.split() for line in lines if line.startswith("sqrt"))
    assert row[1] == "3" and float(row[2]) >= float(row[4]) >= float(row[3])
    for ascending in (False, True):
        told = json.loads(profiler.dumps(format="json", sort_by="avg", ascending=ascending))
        averages = [sums["Avg"] for sums in told["Time"]["operator"].values()]
        assert averages == sorted(averages, reverse=not ascending)
    profiler.dumps(reset=True)
    assert times() == {}


def test_threads_that_start_while_it_is_on_are_seen():
    profiler.set_state("run")
    thread = threading.Thread(target=lambda: mx.nd.cbrt(mx.nd.ones((2,))))
    thread.start()
    thread.join()
    profiler.set_state("stop")
    assert times()["operator"]["cbrt"]["Count"] == 1


@pytest.mark.parametrize(
    ("call", "error", "text"),
    [
        (lambda: profiler.set_config(profile_al=True), mx.MXNetError, "profile_al"),
        (lambda: profiler.set_config(aggregate_stats=3), mx.MXNetError, "expect boolean"),
        (lambda: profiler.set_config(profile_process="x"), mx.MXNetError, "valid values"),
        (lambda: profiler.set_state("on"), KeyError, "on"),
        (lambda: profiler.dumps(format="xml"), AssertionError, "'table', 'json'"),
        (lambda: profiler.dumps(sort_by="name"), AssertionError, "'total'"),
        (lambda: profiler.dumps(ascending=3), AssertionError, "False, True"),
        (lambda: profiler.Domain("d").new_marker("m").mark("x"), mx.MXNetError, "valid values"),
    ],
)
def test_what_is_refused(call, error, text):
    with pytest.raises(error, match=text):
        call()


def test_older_names():
    profiler.profiler_set_config("all", "old.json")
    profiler.profiler_set_state("run")
    profiler.profiler_set_state("stop")
    assert profiler.dumps() == ""  # sums were not asked for
