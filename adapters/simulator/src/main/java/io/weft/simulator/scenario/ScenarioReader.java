/*
 * Copyright 2026 The Weft Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.weft.simulator.scenario;

import io.weft.core.state.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads scenarios. For one thread; a reader may read many.
 *
 * <pre>
 * machine nodes=4 cores=8 memory=64GiB gpus=0     nodes, ids from 0; again: more of them
 * queue 0 max-multiplicity=2 nodes=0-3            without one: queue 0 over all nodes
 * define MESSAGE FIELD=VALUE …                    any other input before the policy
 * limits jobCount=4                               of the kernel
 * policy easy, reference-easy overhead=1200       played with each
 *
 * at 10s  MESSAGE FIELD=VALUE …                   an input; +10s: so long after the one before
 *    and  MESSAGE …                               enters together with it
 *   =&gt; MESSAGE FIELD=VALUE …                      a decision; unnamed fields are not checked
 *   =&gt; ...                                        any others
 *   expect job 3 state=PENDING                    of the state afterwards
 * at 1h                                           time passes: what is due then
 * </pre>
 */
public final class ScenarioReader {
    private static final String DECISION = "=>";
    private static final String ANY = "...";
    private static final int JOB_COUNT = 1024;
    private static final int QUEUE_COUNT = 16;
    private static final int NAME_COUNT = 64;

    /** A scenario holds a message a node. */
    private static final int NODE_COUNT_MAX = 100_000;

    private final MessageText text = new MessageText();

    /** A reader. */
    public ScenarioReader() {}

    /**
     * Reads a file.
     *
     * @param file in UTF-8.
     * @return what it says.
     * @throws IOException when it cannot be read.
     * @throws ScenarioException when it is not understood.
     */
    public Scenario read(final Path file) throws IOException {
        return read(file.toString(), Files.readAllLines(file, StandardCharsets.UTF_8));
    }

    /**
     * Reads lines.
     *
     * @param file what to call them.
     * @param lines of a scenario.
     * @return what they say.
     * @throws ScenarioException when they are not understood.
     */
    public Scenario read(final String file, final List<String> lines) {
        final Parse parse = new Parse();
        for (int i = 0; i < lines.size(); i++) {
            parse.line = i + 1;
            final String line = Term.withoutComment(lines.get(i));
            try {
                if (!line.isEmpty()) {
                    parse.onLine(line);
                }
            } catch (final IllegalArgumentException e) {
                throw new ScenarioException(file, parse.line, e.getMessage());
            }
        }
        if (parse.nodeCount == 0) {
            throw new ScenarioException(file, 1, "expected a line such as machine nodes=4 cores=8");
        }
        return parse.scenario(file, lines);
    }

    MessageText text() {
        return text;
    }

    /** Reads the inputs of a script: lines that begin with at or and. */
    List<Step> readInputs(final String file, final List<String> lines) {
        final Parse parse = new Parse();
        for (int i = 0; i < lines.size(); i++) {
            parse.line = i + 1;
            final String line = Term.withoutComment(lines.get(i));
            try {
                if (!line.isEmpty()) {
                    parse.onInputLine(line);
                }
            } catch (final IllegalArgumentException e) {
                throw new ScenarioException(file, parse.line, e.getMessage());
            }
        }
        return parse.steps;
    }

    /** What was read so far of one scenario. */
    private final class Parse {
        private final List<Step.Input> setup = new ArrayList<>();
        private final List<String> policies = new ArrayList<>();
        private final List<Step> steps = new ArrayList<>();
        private final Limits limits =
                new Limits().jobCount(JOB_COUNT).queueCount(QUEUE_COUNT).nameCount(NAME_COUNT);
        private Message setPolicy = text.input(Term.all("SetPolicy"));
        private int policyLine;
        private int line;
        private int nodeCount;
        private long coresMax = 1;
        private boolean hasQueue;

        void onLine(final String content) {
            if (content.startsWith(DECISION)) {
                onDecision(content.substring(DECISION.length()).strip());
                return;
            }
            final List<Term> terms = Term.all(content);
            final List<Term> rest = terms.subList(1, terms.size());
            switch (terms.get(0).value()) {
                case "machine" -> onMachine(rest, content);
                case "queue" -> {
                    hasQueue = true;
                    define(terms, content);
                }
                case "define" -> define(rest, content);
                case "limits" -> rest.forEach(this::onLimit);
                case "policy" -> onPolicy(rest);
                case "expect" -> onExpect(rest, content.substring("expect".length()).strip());
                default -> onInputLine(content);
            }
        }

        void onInputLine(final String content) {
            final List<Term> terms = Term.all(content);
            final List<Term> rest = terms.subList(1, terms.size());
            switch (terms.get(0).value()) {
                case "at" -> onAt(rest, content);
                case "and" -> step().inputs().add(input(rest, content));
                default ->
                        throw new IllegalArgumentException(
                                terms.get(0).value()
                                        + ", expected machine, queue, define, limits, policy, at,"
                                        + " and, => or expect");
            }
        }

        private void onMachine(final List<Term> terms, final String content) {
            long count = 1;
            final List<Term> node = new ArrayList<>();
            node.add(Term.of("DefineNode"));
            for (final Term term : terms) {
                if (term.name().equals("nodes")) {
                    count = Quantity.parse(term.value());
                } else {
                    node.add(term);
                }
            }
            if (count < 1 || count > NODE_COUNT_MAX - nodeCount) {
                throw new IllegalArgumentException(
                        "nodes=" + count + ", expected from 1 to " + NODE_COUNT_MAX + " in all");
            }
            final Message message = text.complete(text.input(node));
            coresMax = Math.max(coresMax, message.values().get("coreCount"));
            for (long i = 0; i < count; i++) {
                final Message numbered = message.with("nodeId", nodeCount++);
                setup.add(new Step.Input(line, numbered, content));
            }
        }

        private void define(final List<Term> terms, final String content) {
            requireNoStep(content);
            setup.add(input(terms, content));
        }

        private void requireNoStep(final String content) {
            if (!steps.isEmpty()) {
                throw new IllegalArgumentException(content + ", expected before the first at");
            }
        }

        private Step.Input input(final List<Term> terms, final String content) {
            return new Step.Input(line, text.complete(text.input(terms)), content);
        }

        private void onLimit(final Term term) {
            final long value = Quantity.parse(term.value());
            final String name = text.words().property("limit", term.name());
            try {
                Limits.class.getMethod(name, int.class).invoke(limits, Math.toIntExact(value));
            } catch (final ReflectiveOperationException | ArithmeticException e) {
                throw new IllegalArgumentException(
                        term.name() + "=" + value + ", expected a limit of the kernel, in range",
                        e);
            }
        }

        private void onPolicy(final List<Term> terms) {
            final List<Term> settings = new ArrayList<>();
            settings.add(Term.of("SetPolicy"));
            for (final Term term : terms) {
                if (term.isNamed()) {
                    settings.add(term);
                } else {
                    policies.addAll(Term.split(term.value(), ','));
                }
            }
            policyLine = line;
            setPolicy = text.input(settings);
        }

        private void onAt(final List<Term> terms, final String content) {
            if (terms.isEmpty() || terms.get(0).isNamed()) {
                throw new IllegalArgumentException(content + ", expected at TIME");
            }
            final long formerNs = steps.isEmpty() ? 0 : step().timeNs();
            final String time = terms.get(0).value();
            final long timeNs =
                    time.startsWith("+")
                            ? formerNs + Quantity.parse(time.substring(1))
                            : Quantity.parse(time);
            if (timeNs < formerNs) {
                throw new IllegalArgumentException(
                        "at " + time + ", expected from " + Quantity.time(formerNs) + " on");
            }
            final List<Step.Input> inputs = new ArrayList<>();
            if (terms.size() > 1) {
                inputs.add(input(terms.subList(1, terms.size()), content));
            }
            steps.add(new Step(line, timeNs, inputs, new ArrayList<>(), new ArrayList<>()));
        }

        private void onDecision(final String content) {
            final Message message = content.equals(ANY) ? null : text.decision(Term.all(content));
            step().expected().add(new Step.Expected(line, message));
        }

        private void onExpect(final List<Term> terms, final String content) {
            step().expectations().add(Expectation.of(line, content, terms));
        }

        private Step step() {
            if (steps.isEmpty()) {
                throw new IllegalArgumentException("expected an at line before this one");
            }
            return steps.get(steps.size() - 1);
        }

        Scenario scenario(final String file, final List<String> lines) {
            if (!hasQueue) {
                setup.add(input(Term.all("DefineQueue queueId=0"), "queue 0"));
            }
            if (policies.isEmpty()) {
                policies.add("easy");
            }
            limits.nodeCount(nodeCount).coresPerNode((int) Math.min(coresMax, 1024));
            return new Scenario(
                    file,
                    lines,
                    limits,
                    setup,
                    policies,
                    text.complete(setPolicy),
                    policyLine,
                    steps);
        }
    }
}
