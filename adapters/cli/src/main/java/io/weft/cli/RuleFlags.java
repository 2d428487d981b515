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

import io.weft.core.spi.PolicyCatalogue;
import io.weft.core.state.Limits;
import io.weft.simulator.MachineDescription;
import io.weft.simulator.NodeShare;
import io.weft.simulator.PreemptionPlan;
import io.weft.simulator.PriorityWeights;
import io.weft.simulator.QueueLimits;
import io.weft.simulator.SemanticsProfile;
import io.weft.simulator.ServiceLevelRule;
import io.weft.simulator.SimulationSettings;
import io.weft.simulator.UtilisationCapRule;
import io.weft.simulator.ncs.NcsTiming;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** How the kernel decides, but for what a sweep varies. */
class RuleFlags {
    /** SchedulerTimeSlice of Slurm when nothing is said. */
    private static final int TIMESLICE_S_DEFAULT = 30;

    private static final long NS_PER_S = 1_000_000_000;

    @Option(
            names = "--semantics",
            paramLabel = "NAME",
            converter = Semantics.class,
            description =
                    "What comes first at one instant: exact (ends, submissions, one pass) or pyss"
                            + " (as the pyss simulator does, in whole seconds); or all rules of the"
                            + " simulator of Minami, Endo and Nomura: ncs (2023) or ncs-2022."
                            + " Default: exact.")
    private SemanticsProfile profile = SemanticsProfile.EXACT;

    @Option(
            names = "--no-rebalance",
            description = "Leave the processes of a node where they are when a job ends.")
    private boolean isUnbalanced;

    @Option(
            names = "--no-stretch",
            description = "End jobs at their plain time limit, however much sharing slowed them.")
    private boolean isUnstretched;

    @Option(
            names = "--no-contention",
            description =
                    "Kernel only: jobs that share cores do not slow each other down, each runs for"
                            + " the time it would run alone.")
    private boolean isWithoutContention;

    @Option(
            names = "--gang",
            description =
                    "Jobs that share cores take turns, as with the gang scheduling of Slurm, instead"
                            + " of running at once: all processes of a job, busy or idle, get a"
                            + " slice of time, then those of others.")
    private boolean isGang;

    @Option(
            names = "--timeslice",
            paramLabel = "SECONDS",
            description =
                    "How long a turn takes under --gang. Default: " + TIMESLICE_S_DEFAULT + ".")
    private Integer timesliceS;

    @Option(names = "--no-memory", description = "Ignore the memory that jobs ask for.")
    private boolean isWithoutMemory;

    @Option(
            names = "--jobs-held",
            paramLabel = "N",
            description =
                    "Room for jobs that wait or run; one more is rejected. Default: "
                            + Limits.JOB_COUNT_DEFAULT
                            + ".")
    private int jobsHeld = Limits.JOB_COUNT_DEFAULT;

    @Option(
            names = "--interactive-multiplicity",
            paramLabel = "M",
            description =
                    "Most processes on a core of the --interactive-nodes, 1..15. Default: "
                            + SimulationSettings.INTERACTIVE_MULTIPLICITY_DEFAULT
                            + ".")
    private Integer interactiveMultiplicity;

    @Option(
            names = "--queue-limits",
            paramLabel = "LIMITS",
            description =
                    "The most that a job may ask for, such as nodes=4,cores=48,walltime=2-00:00:00;"
                            + " one that asks for more is rejected. Beside --interactive-nodes: a"
                            + " job that is not interactive.")
    private String queueLimits;

    @Option(
            names = "--interactive-limits",
            paramLabel = "LIMITS",
            description = "The same for an interactive job, beside --interactive-nodes.")
    private String interactiveLimits;

    @Option(
            names = "--priority-weights",
            paramLabel = "WEIGHTS",
            description =
                    "What makes a job come first under multifactor and easy-multifactor, such as"
                            + " age=1,size=-60,urgent=86400,user-share=604800: points for a second"
                            + " of waiting, a core asked for, an urgent job, a user who has used"
                            + " nothing. Also batch, interactive, queue, job, account-share, and"
                            + " half-life, the seconds in which usage loses half its weight."
                            + " Default: nothing weighs anything.")
    private String priorityWeights;

    @Option(
            names = "--preemption",
            paramLabel = "RULE",
            description =
                    "Let batch jobs give way to interactive and urgent ones that would wait, such as"
                            + " kind=requeue,protected=600,max=3: who has run for 600 s is requeued"
                            + " (or suspend, cancel), at most 3 times each; with suspend-max=86400"
                            + " nodes are closed to others for who is suspended for a day. With"
                            + " level-only nobody gives way but while a --service-level with preempt"
                            + " is missed.")
    private String preemption;

    @Option(
            names = "--service-level",
            paramLabel = "RULE",
            description =
                    "Within which time jobs are to start, and what the kernel may do for it, such as"
                            + " wait=360,share=95%%,period=600,calm=6,max-m=6,lend=4,preempt: of the"
                            + " jobs 95%% within 360 s, measured every 600 s; if missed, raise M up"
                            + " to 6, then use 4 nodes of the other queue, then preempt, in the"
                            + " order written; back again when met 6 times in a row. Beside"
                            + " --interactive-nodes it is about interactive jobs, or with"
                            + " queue=other about the others; once for each.")
    private List<String> serviceLevels = List.of();

    @Option(
            names = "--utilisation-cap",
            paramLabel = "RULE",
            description =
                    "Let M follow what is busy, such as max=4,low=40%%,high=80%%,period=600,"
                            + "pause=600: every 600 s, with fewer busy processes than 40%% of the"
                            + " cores, raise M by one, up to 4; above 80%% lower it, not below"
                            + " --max-multiplicity. queue=interactive or other as above.")
    private List<String> utilisationCaps = List.of();

    /** The semantics of time. */
    SemanticsProfile profile() {
        return profile;
    }

    /**
     * The settings of a simulation; memory is scheduled if the machine has any.
     *
     * @param interactiveNodes what is set aside for interactive jobs
     * @param overhead C_o in thousandths, or null for that of the semantics
     */
    SimulationSettings settings(
            MachineDescription machine,
            PolicyCatalogue policies,
            String policy,
            int maxMultiplicity,
            NodeShare interactiveNodes,
            Integer overhead) {
        boolean isNcs = profile.edition() != null;
        requireTurns();
        if (isNcs) {
            requireNcs(machine, policy, maxMultiplicity, overhead);
        } else if (policies.create(policy, 0) == null) {
            throw Failure.usage(
                    "--policy="
                            + policy
                            + ", expected easy, fcfs or conservative, or such as easy-sjbf+pack;"
                            + " see --help");
        }
        SimulationSettings settings =
                new SimulationSettings(machine)
                        .policy(policy)
                        .profile(profile)
                        .rebalances(!isUnbalanced)
                        .stretchesLimits(!isUnstretched)
                        .contends(!isWithoutContention)
                        .timesliceNs(timesliceNs())
                        .schedulesMemory(!isNcs && !isWithoutMemory && hasMemory(machine));
        Flag.set("--max-multiplicity", maxMultiplicity, settings::maxMultiplicity);
        setAside(interactiveNodes, settings);
        Flag.set(
                "--overhead",
                overhead == null ? overheadDefault() : overhead,
                settings::overheadPerMille);
        Flag.set("--jobs-held", jobsHeld, settings::jobCountMax);
        limit(settings);
        if (priorityWeights != null) {
            settings.priorityWeights(weights());
        }
        addRules(settings);
        return settings;
    }

    private PriorityWeights weights() {
        try {
            return PriorityWeights.of(priorityWeights);
        } catch (IllegalArgumentException e) {
            throw Failure.usage("--priority-weights: " + e.getMessage());
        }
    }

    private long timesliceNs() {
        return isGang ? NS_PER_S * (timesliceS == null ? TIMESLICE_S_DEFAULT : timesliceS) : 0;
    }

    private void requireTurns() {
        if (timesliceS != null && !isGang) {
            throw Failure.usage("--timeslice=" + timesliceS + " needs --gang beside it");
        }
        if (timesliceS != null && timesliceS < 1) {
            throw Failure.usage("--timeslice=" + timesliceS + ", expected 1 or more seconds");
        }
        if (isGang && isWithoutContention) {
            throw Failure.usage("--gang does not go with --no-contention");
        }
        if (isGang && profile != SemanticsProfile.EXACT) {
            throw Failure.usage("--gang does not go with --semantics=" + profile.text());
        }
    }

    private void setAside(NodeShare interactiveNodes, SimulationSettings settings) {
        Flag.set(
                "--interactive-nodes",
                interactiveNodes,
                share -> settings.interactiveNodes(share.count(settings.machine())));
        if (settings.hasTwoQueues() && profile == SemanticsProfile.PYSS) {
            throw Failure.usage(
                    "--interactive-nodes="
                            + interactiveNodes
                            + " does not go with --semantics=pyss, which knows one queue");
        }
        if (interactiveMultiplicity != null) {
            Flag.set(
                    "--interactive-multiplicity",
                    interactiveMultiplicity,
                    settings::interactiveMultiplicity);
        }
    }

    private void limit(SimulationSettings settings) {
        if (queueLimits != null) {
            settings.limits(limits("--queue-limits", queueLimits));
        }
        if (interactiveLimits != null) {
            if (!settings.hasTwoQueues()) {
                throw Failure.usage(
                        "--interactive-limits="
                                + interactiveLimits
                                + " needs --interactive-nodes beside it");
            }
            settings.interactiveLimits(limits("--interactive-limits", interactiveLimits));
        }
    }

    private void addRules(SimulationSettings settings) {
        if (profile != SemanticsProfile.EXACT) {
            refuse("--preemption", preemption != null);
            refuse("--service-level", !serviceLevels.isEmpty());
            refuse("--utilisation-cap", !utilisationCaps.isEmpty());
        }
        if (preemption != null) {
            rule("--preemption", preemption, text -> settings.preemption(PreemptionPlan.of(text)));
        }
        for (String rule : serviceLevels) {
            rule("--service-level", rule, text -> settings.serviceLevel(ServiceLevelRule.of(text)));
        }
        for (String rule : utilisationCaps) {
            rule(
                    "--utilisation-cap",
                    rule,
                    text -> settings.utilisationCap(UtilisationCapRule.of(text)));
        }
    }

    private static void rule(String flag, String text, Consumer<String> setter) {
        try {
            setter.accept(text);
        } catch (IllegalArgumentException e) {
            throw Failure.usage(flag + "=" + text + ": " + e.getMessage());
        }
    }

    private static QueueLimits limits(String flag, String text) {
        try {
            return QueueLimits.of(text);
        } catch (IllegalArgumentException e) {
            throw Failure.usage(flag + ": " + e.getMessage());
        }
    }

    /** The rules of ncs are fixed, and know only nodes that are all alike. */
    private void requireNcs(
            MachineDescription machine, String policy, int maxMultiplicity, Integer overhead) {
        NcsTiming timing = Flag.set("--policy", policy, NcsTiming::of);
        refuse("--no-rebalance", isUnbalanced);
        refuse("--no-stretch", isUnstretched);
        refuse("--no-contention", isWithoutContention);
        refuse("--no-memory", isWithoutMemory);
        refuse("--queue-limits", queueLimits != null);
        refuse("--interactive-limits", interactiveLimits != null);
        refuse("--priority-weights", priorityWeights != null);
        refuse("--overhead", overhead != null && !profile.edition().hasOverhead());
        if (!timing.shares() && maxMultiplicity > 1) {
            throw Failure.usage(
                    "--max-multiplicity=" + maxMultiplicity + ", expected 1 under " + policy);
        }
        if (machine.isAnywhere() || !machine.isUniform()) {
            throw Failure.usage(
                    "--semantics="
                            + profile.text()
                            + " needs nodes that are all alike. Maybe use --nodes and --cores.");
        }
    }

    private void refuse(String flag, boolean isGiven) {
        if (isGiven) {
            throw Failure.usage(flag + " does not go with --semantics=" + profile.text());
        }
    }

    /** C_o in thousandths when nothing is said. */
    int overheadDefault() {
        boolean isFree = profile.edition() != null && !profile.edition().hasOverhead();
        return isFree ? 1000 : SimulationSettings.OVERHEAD_PER_MILLE_DEFAULT;
    }

    private static boolean hasMemory(MachineDescription machine) {
        return machine.groups().stream().anyMatch(group -> group.memory() > 0);
    }
}
