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
package io.weft.cli;

import io.weft.simulator.ElasticityRule;
import io.weft.simulator.LimitRule;
import io.weft.simulator.MalleablePlan;
import io.weft.simulator.RestartCosts;
import io.weft.simulator.SemanticsProfile;
import io.weft.simulator.SimulationSettings;
import io.weft.simulator.Speedup;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** What jobs may have together, and what it means to them to stop, to go on, or to shrink. */
final class ChangeFlags {
    private static final long NS_PER_S = 1_000_000_000;
    private static final int SECONDS_MAX = 100_000_000;
    private static final int MILLE = 1000;

    @Option(
            names = "--suspend-cost",
            paramLabel = "SECONDS",
            description =
                    "Work added to a suspended job whenever it goes on, for writing its memory out"
                            + " and reading it in. Default: 0.")
    private int suspendCostS;

    @Option(
            names = "--requeue-cost",
            paramLabel = "SECONDS",
            description =
                    "Work added to a job whenever it starts again after it was requeued. Default: 0.")
    private int requeueCostS;

    @Option(
            names = "--checkpoint-interval",
            paramLabel = "SECONDS",
            description =
                    "Jobs save what they have done whenever they have done so much more work: one"
                            + " that is requeued begins there again. Default: 0, never; it begins"
                            + " with nothing.")
    private int checkpointS;

    @Option(
            names = "--checkpointable",
            paramLabel = "PERCENT",
            description =
                    "The share of jobs that does, such as 50%%; which ones depends on their numbers"
                            + " alone. Default: 100%%.")
    private String checkpointable;

    @Option(
            names = "--malleable",
            paramLabel = "PLAN",
            description =
                    "Make a share of jobs malleable, such as 30%%,least=25%%,seed=1: of the jobs with"
                            + " more than one core 30%% ask for their cores anywhere and can do with"
                            + " a quarter of them, rounded up; with less they take longer. Without"
                            + " least it is half.")
    private String malleable;

    @Option(
            names = "--speedup",
            paramLabel = "MODEL",
            description =
                    "How fast they are with fewer cores: linear, or amdahl:N where N of 1000 parts of"
                            + " the work are serial. Default: linear.")
    private String speedup;

    @Option(
            names = "--elasticity",
            paramLabel = "RULE",
            description =
                    "When they get other sizes while they run, such as"
                            + " pressure,grow=600,idle=1800,below=5%%: they shrink if that starts"
                            + " who waits; batch jobs grow into idle cores, 600 s after their size"
                            + " last changed; sessions that have been at most 5%% busy for 1800 s"
                            + " shrink, and expand when they are busy again.")
    private String elasticity;

    @Option(
            names = "--limit",
            paramLabel = "RULE",
            description =
                    "What jobs may have together: user,cores=96 is for each user, user=7,holding=2"
                            + " for one of them; account, or queue=interactive or other, or a user"
                            + " or account in a queue. Caps are holding (jobs with cores), nodes,"
                            + " cores, for which jobs wait, and jobs (waiting too), beyond which"
                            + " they are rejected. Can be given several times.")
    private List<String> limits = List.of();

    /** Adds them to the settings of a simulation. */
    void addTo(SimulationSettings settings) {
        RestartCosts costs = costs();
        if (!costs.equals(RestartCosts.NONE)) {
            requireExact("--suspend-cost, --requeue-cost and --checkpoint-interval", settings);
            settings.restartCosts(costs);
        }
        if (speedup != null && malleable == null) {
            throw Failure.usage("--speedup=" + speedup + " needs --malleable beside it");
        }
        if (elasticity != null && malleable == null) {
            throw Failure.usage("--elasticity=" + elasticity + " needs --malleable beside it");
        }
        if (malleable != null) {
            requireExact("--malleable=" + malleable, settings);
            if (settings.timesliceNs() > 0) {
                throw Failure.usage("--malleable=" + malleable + " does not go with --gang");
            }
            Speedup model =
                    speedup == null ? Speedup.LINEAR : Flag.set("--speedup", speedup, Speedup::of);
            rule(
                    "--malleable",
                    malleable,
                    text -> settings.malleable(MalleablePlan.of(text, model)));
            if (elasticity != null) {
                rule(
                        "--elasticity",
                        elasticity,
                        text -> settings.elasticity(ElasticityRule.of(text)));
            }
        }
        for (String limit : limits) {
            if (settings.profile().edition() != null) {
                throw Failure.usage(
                        "--limit="
                                + limit
                                + " does not go with --semantics="
                                + settings.profile().text());
            }
            rule("--limit", limit, text -> settings.limit(LimitRule.of(text)));
        }
    }

    private RestartCosts costs() {
        long suspendNs = ns("--suspend-cost", suspendCostS);
        long requeueNs = ns("--requeue-cost", requeueCostS);
        long checkpointNs = ns("--checkpoint-interval", checkpointS);
        if (checkpointNs == 0 && checkpointable != null) {
            throw Failure.usage(
                    "--checkpointable="
                            + checkpointable
                            + " needs --checkpoint-interval beside it");
        }
        return checkpointNs == 0
                ? RestartCosts.of(suspendNs, requeueNs, 0, 0)
                : RestartCosts.of(suspendNs, requeueNs, checkpointNs, checkpointablePerMille());
    }

    private static long ns(String flag, int seconds) {
        if (seconds < 0 || seconds > SECONDS_MAX) {
            throw Failure.usage(flag + "=" + seconds + ", expected 0.." + SECONDS_MAX);
        }
        return seconds * NS_PER_S;
    }

    private int checkpointablePerMille() {
        if (checkpointable == null) {
            return MILLE;
        }
        if (!checkpointable.matches("\\d{1,3}(\\.\\d)?%")) {
            throw notAShare();
        }
        String number = checkpointable.substring(0, checkpointable.length() - 1);
        int perMille = new BigDecimal(number).scaleByPowerOfTen(1).intValueExact();
        if (perMille > MILLE) {
            throw notAShare();
        }
        return perMille;
    }

    private Failure notAShare() {
        return Failure.usage(
                "--checkpointable=" + checkpointable + ", expected 0%..100%, such as 50% or 2.5%");
    }

    private static void requireExact(String flag, SimulationSettings settings) {
        if (settings.profile() != SemanticsProfile.EXACT) {
            throw Failure.usage(
                    flag + " does not go with --semantics=" + settings.profile().text());
        }
    }

    private static void rule(String flag, String text, Consumer<String> setter) {
        try {
            setter.accept(text);
        } catch (IllegalArgumentException e) {
            throw Failure.usage(flag + "=" + text + ": " + e.getMessage());
        }
    }

    /** What of it a report tells, or nothing. */
    static String text(SimulationSettings settings) {
        String text = "";
        RestartCosts costs = settings.restartCosts();
        if (costs.suspendNs() > 0) {
            text += ", going on costs " + costs.suspendNs() / NS_PER_S + " s";
        }
        if (costs.requeueNs() > 0) {
            text += ", starting again costs " + costs.requeueNs() / NS_PER_S + " s";
        }
        if (costs.checkpointNs() > 0) {
            text += ", checkpoints every " + costs.checkpointNs() / NS_PER_S + " s";
        }
        MalleablePlan plan = settings.malleable();
        if (plan != null) {
            text +=
                    ", "
                            + plan.jobs().perMille() / 10.0
                            + " % malleable with "
                            + plan.speedup()
                            + " speedup"
                            + (settings.elasticity() == null ? "" : ", elastic");
        }
        return text;
    }
}
