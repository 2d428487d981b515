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
package io.weft.fuzz;

import io.weft.core.Replay;
import io.weft.core.client.DecisionListener;
import io.weft.core.spi.ClusterView;
import io.weft.core.spi.PolicyCatalogue;
import io.weft.core.state.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The same random history for kernels with the fast policies, with the plain references and, in
 * some runs, with fast policies that are attached anew again and again: every decision must be the
 * same, core by core, and every reason to wait.
 */
final class PlacementFuzz implements Fuzz {
    private static final int REASONS_INTERVAL = 4;
    private static final int EARLIEST_START_INTERVAL = 16;
    private static final int DIGEST_INTERVAL = 64;
    private static final int PRINTED_STEPS_MAX = 60;
    private static final int SHRINK_STEPS_MAX = 150_000;
    private static final DecisionListener NOBODY = new DecisionListener() {};

    private final String name;
    private final PolicyCatalogue policies;

    /** Tries the fast policies. */
    PlacementFuzz() {
        this("placement", Policies.fast());
    }

    /**
     * Tries some policies.
     *
     * @param name on the command line.
     * @param policies to be proven.
     */
    PlacementFuzz(final String name, final PolicyCatalogue policies) {
        this.name = name;
        this.policies = policies;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void run(final long seed, final Tally tally) {
        final RandomInputs inputs = new RandomInputs(seed, Policies.NAMES, tally);
        play(seed, inputs, new ArrayList<>(), tally);
    }

    /** Plays a run and leaves what was played on the tape. */
    private void play(
            final long seed, final RandomInputs inputs, final List<Step> tape, final Tally tally) {
        int inputCount = 0;
        try (Match match = match(seed, inputs.limits())) {
            for (final Step step : inputs.definitions()) {
                tape.add(step);
                match.play(step, inputs.watch());
            }
            while (inputCount < inputs.inputCount()) {
                final Step step = inputs.next(match.fast().untilDeadlineNs());
                tape.add(step);
                inputCount += step.messages().size();
                match.play(step, inputs.watch());
                compare(match, tape.size(), tally);
            }
            match.compareDigests();
            if (seed % 16 == 0) {
                replay(match.fast());
            }
        } catch (final AssertionError | RuntimeException ex) {
            throw new AssertionError(
                    "seed "
                            + seed
                            + ", first policy "
                            + inputs.policy()
                            + ", input "
                            + inputCount
                            + ", step "
                            + tape.size()
                            + ": "
                            + ex.getMessage(),
                    ex);
        } finally {
            tally.onRun(inputs.policy(), inputCount);
        }
    }

    @Override
    public String shorten(final long seed) {
        final RandomInputs inputs = new RandomInputs(seed, Policies.NAMES, new Tally());
        final List<Step> tape = new ArrayList<>();
        try {
            play(seed, inputs, tape, new Tally());
            return "";
        } catch (final AssertionError ex) {
            final Limits limits = inputs.limits();
            final Shrinker shrinker =
                    new Shrinker(
                            shorter -> failure(seed, limits, shorter) != null, SHRINK_STEPS_MAX);
            final List<Step> shortest = shrinker.shrink(tape);
            return text(limits, shortest) + "\nwith these: " + failure(seed, limits, shortest);
        }
    }

    private static String text(final Limits limits, final List<Step> steps) {
        final StringBuilder text = new StringBuilder();
        text.append("made short, ").append(steps.size()).append(" steps, passStepsMax=");
        text.append(limits.passStepsMax()).append(", the last ones:");
        steps.subList(Math.max(0, steps.size() - PRINTED_STEPS_MAX), steps.size())
                .forEach(step -> step.appendTo(text.append('\n')));
        return text.toString();
    }

    private Match match(final long seed, final Limits limits) {
        final Map<String, PolicyCatalogue> others = new TreeMap<>();
        others.put("reference", Policies.plain());
        if (seed % 4 == 0) {
            others.put("attached anew", Policies.fresh(1 + (int) (seed / 4 % 16)));
        }
        return new Match(limits, seed % 8 == 0, policies, others);
    }

    private static void compare(final Match match, final int stepCount, final Tally tally) {
        if (stepCount % REASONS_INTERVAL == 0) {
            match.compareReasons(tally);
        }
        if (stepCount % EARLIEST_START_INTERVAL == 0) {
            match.compareEarliestStart();
        }
        if (stepCount % DIGEST_INTERVAL == 0) {
            match.compareDigests();
            look(match.fast().view(), tally);
        }
    }

    /** Counts what no decision says. */
    private static void look(final ClusterView view, final Tally tally) {
        for (int slot = 0; slot < view.runningCount(); slot++) {
            final int jobRow = view.runningJob(slot);
            tally.onSomething("seen running");
            if (view.jobIsExclusive(jobRow)) {
                tally.onSomething("seen running exclusively");
            }
            if (view.jobKey(jobRow) != 0) {
                tally.onSomething("seen running isolated");
            }
            if (view.jobNodeCount(jobRow) == 0) {
                tally.onSomething("seen running anywhere");
            }
        }
    }

    private void replay(final FuzzedKernel kernel) {
        final Replay.Report report = Replay.run(kernel.journal(), policies, position -> {});
        if (report.divergence() != null || report.digest() != kernel.kernel().digest()) {
            throw new AssertionError("a replay differs: " + report);
        }
    }

    /** What goes wrong when the steps are played, or null. */
    private String failure(final long seed, final Limits limits, final List<Step> steps) {
        final Tally tally = new Tally();
        try (Match match = match(seed, limits)) {
            for (final Step step : steps) {
                match.play(step, NOBODY);
                match.compareReasons(tally);
                match.compareEarliestStart();
                match.compareDigests();
            }
            return null;
        } catch (final AssertionError | RuntimeException ex) {
            return ex.getMessage();
        }
    }
}
