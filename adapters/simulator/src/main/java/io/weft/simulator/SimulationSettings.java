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
package io.weft.simulator;

import io.weft.core.state.Limits;
import io.weft.simulator.scenario.InputScript;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * What is simulated: the machine, the rules of its queues, and the semantics of time. There is one
 * queue over all nodes, or, where {@link #interactiveNodes} are set aside, a second one for
 * interactive jobs. Fill it, then hand it to a {@link Simulation}, which keeps a copy.
 */
public final class SimulationSettings {
    private static final String SELECTION_BY_UTILISATION = "+utilisation";

    /** The policy when nothing is said. */
    public static final String POLICY_DEFAULT = "easy";

    /** C_o in thousandths when nothing is said: the paper's 1.2. */
    public static final int OVERHEAD_PER_MILLE_DEFAULT = 1200;

    /** M of the queue for interactive jobs when nothing is said: the paper's 4. */
    public static final int INTERACTIVE_MULTIPLICITY_DEFAULT = 4;

    private final MachineDescription machine;
    private String policy = POLICY_DEFAULT;
    private int maxMultiplicity = 1;
    private int interactiveNodes;
    private int interactiveMultiplicity = INTERACTIVE_MULTIPLICITY_DEFAULT;
    private QueueLimits limits = QueueLimits.NONE;
    private QueueLimits interactiveLimits = QueueLimits.NONE;
    private PriorityWeights priorityWeights = PriorityWeights.NONE;
    private int overheadPerMille = OVERHEAD_PER_MILLE_DEFAULT;
    private boolean rebalances = true;
    private boolean stretchesLimits = true;
    private boolean contends = true;
    private long timesliceNs;
    private boolean schedulesMemory;
    private SemanticsProfile profile = SemanticsProfile.EXACT;
    private int jobCountMax = Limits.JOB_COUNT_DEFAULT;
    private FailurePlan failures;
    private InputScript inputs;
    private final List<ServiceLevelRule> serviceLevels = new ArrayList<>();
    private final List<UtilisationCapRule> utilisationCaps = new ArrayList<>();
    private final List<LimitRule> limitRules = new ArrayList<>();
    private PreemptionPlan preemption;
    private RestartCosts restartCosts = RestartCosts.NONE;
    private MalleablePlan malleable;
    private ElasticityRule elasticity;

    /**
     * The defaults: EASY backfilling, no core shared, exact semantics; memory is scheduled if the
     * machine says how much every node has.
     *
     * @param machine to be simulated
     */
    public SimulationSettings(final MachineDescription machine) {
        this.machine = Objects.requireNonNull(machine, "machine");
        this.schedulesMemory = machine.hasMemory();
    }

    /**
     * A copy.
     *
     * @param other to copy
     */
    public SimulationSettings(final SimulationSettings other) {
        machine = other.machine;
        policy = other.policy;
        maxMultiplicity = other.maxMultiplicity;
        interactiveNodes = other.interactiveNodes;
        interactiveMultiplicity = other.interactiveMultiplicity;
        limits = other.limits;
        interactiveLimits = other.interactiveLimits;
        priorityWeights = other.priorityWeights;
        overheadPerMille = other.overheadPerMille;
        rebalances = other.rebalances;
        stretchesLimits = other.stretchesLimits;
        contends = other.contends;
        timesliceNs = other.timesliceNs;
        schedulesMemory = other.schedulesMemory;
        profile = other.profile;
        jobCountMax = other.jobCountMax;
        failures = other.failures;
        inputs = other.inputs;
        serviceLevels.addAll(other.serviceLevels);
        utilisationCaps.addAll(other.utilisationCaps);
        limitRules.addAll(other.limitRules);
        preemption = other.preemption;
        restartCosts = other.restartCosts;
        malleable = other.malleable;
        elasticity = other.elasticity;
    }

    /**
     * Chooses the policy.
     *
     * @param name in the catalogue that the simulation is given
     */
    public SimulationSettings policy(final String name) {
        policy = Objects.requireNonNull(name, "policy");
        return this;
    }

    /**
     * Caps the number of processes on a core; with two queues, on a core of the nodes that are not
     * for interactive jobs.
     *
     * @param value M, 1..15
     * @throws IllegalArgumentException when out of range
     */
    public SimulationSettings maxMultiplicity(final int value) {
        maxMultiplicity = inRange("maxMultiplicity", value, 1, Limits.MULTIPLICITY_MAX);
        return this;
    }

    /**
     * Sets nodes aside for interactive jobs: the first ones are a queue that takes them and nothing
     * else, the others a queue for all other jobs.
     *
     * @param value how many, less than the machine has; 0: one queue over all nodes
     * @throws IllegalArgumentException when out of range, or above 0 where only the number of
     *     processors is known
     */
    public SimulationSettings interactiveNodes(final int value) {
        if (value > 0 && machine.isAnywhere()) {
            throw new IllegalArgumentException(
                    "interactiveNodes="
                            + value
                            + ", expected 0 on processors without nodes. Maybe describe the nodes");
        }
        interactiveNodes = inRange("interactiveNodes", value, 0, machine.nodeCount() - 1);
        return this;
    }

    /**
     * Caps the number of processes on a core of the nodes for interactive jobs.
     *
     * @param value M of their queue, 1..15
     * @throws IllegalArgumentException when out of range
     */
    public SimulationSettings interactiveMultiplicity(final int value) {
        interactiveMultiplicity =
                inRange("interactiveMultiplicity", value, 1, Limits.MULTIPLICITY_MAX);
        return this;
    }

    /**
     * Limits what a job may ask for; with two queues, one that is not interactive.
     *
     * @param value none but {@link QueueLimits#NONE} goes with semantics of ncs
     */
    public SimulationSettings limits(final QueueLimits value) {
        limits = Objects.requireNonNull(value, "limits");
        return this;
    }

    /**
     * Limits what an interactive job may ask for, if there are two queues.
     *
     * @param value none but {@link QueueLimits#NONE} goes with semantics of ncs
     */
    public SimulationSettings interactiveLimits(final QueueLimits value) {
        interactiveLimits = Objects.requireNonNull(value, "interactiveLimits");
        return this;
    }

    /**
     * Says what the factors of the priority weigh, for policies that ask for it.
     *
     * @param value none but {@link PriorityWeights#NONE} goes with semantics of ncs
     */
    public SimulationSettings priorityWeights(final PriorityWeights value) {
        priorityWeights = Objects.requireNonNull(value, "priorityWeights");
        return this;
    }

    /**
     * Says what sharing a core costs beside dividing it; it slows the jobs, and the kernel reckons
     * with it.
     *
     * @param value C_o in thousandths, 1000..10000
     * @throws IllegalArgumentException when out of range
     */
    public SimulationSettings overheadPerMille(final int value) {
        overheadPerMille = inRange("overheadPerMille", value, 1000, 10_000);
        return this;
    }

    /**
     * Says whether the processes of a node are spread evenly over its cores when a job leaves it.
     *
     * @param value true if so
     */
    public SimulationSettings rebalances(final boolean value) {
        rebalances = value;
        return this;
    }

    /**
     * Says whether time limits are stretched by what sharing may have cost; if not, jobs that were
     * slowed are ended at their plain limit.
     *
     * @param value true if so
     */
    public SimulationSettings stretchesLimits(final boolean value) {
        stretchesLimits = value;
        return this;
    }

    /**
     * Says whether processes that share a core slow each other down; if not, every job runs for the
     * time it would run alone and is busy throughout, and only the kernel is simulated.
     *
     * @param value true if they do
     */
    public SimulationSettings contends(final boolean value) {
        contends = value;
        return this;
    }

    /**
     * Says whether jobs that share cores take turns on them, as with the gang scheduling of Slurm,
     * instead of running at once; only under {@link SemanticsProfile#EXACT}. C_o then slows nobody.
     *
     * @param value how long a turn takes, ns; 0: all run at once
     * @throws IllegalArgumentException when negative
     */
    public SimulationSettings timesliceNs(final long value) {
        if (value < 0) {
            throw new IllegalArgumentException("timesliceNs=" + value + ", expected 0 or more");
        }
        timesliceNs = value;
        return this;
    }

    /**
     * Says whether jobs ask for their memory or for none.
     *
     * @param value true if they ask for it
     */
    public SimulationSettings schedulesMemory(final boolean value) {
        schedulesMemory = value;
        return this;
    }

    /**
     * Chooses the semantics of time.
     *
     * @param value the profile
     */
    public SimulationSettings profile(final SemanticsProfile value) {
        profile = Objects.requireNonNull(value, "profile");
        return this;
    }

    /**
     * Limits the jobs that may wait and run at once; one more is refused.
     *
     * @param value from 1
     * @throws IllegalArgumentException when out of range
     */
    public SimulationSettings jobCountMax(final int value) {
        jobCountMax = inRange("jobCountMax", value, 1, Integer.MAX_VALUE);
        return this;
    }

    /**
     * Lets nodes fail and come back; only under {@link SemanticsProfile#EXACT}.
     *
     * @param value how, or null: they do not fail
     */
    public SimulationSettings failures(final FailurePlan value) {
        failures = value;
        return this;
    }

    /**
     * Gives a queue a service level. Queues and M must be set before.
     *
     * @param rule for a queue that has none yet; goes with exact semantics only
     * @throws IllegalArgumentException when it does not go with the queue
     */
    public SimulationSettings serviceLevel(final ServiceLevelRule rule) {
        final boolean isInteractive = queueOf(rule.isInteractive());
        if (rule.maxMultiplicity() != 0) {
            inRange(
                    "max-m",
                    rule.maxMultiplicity(),
                    multiplicity(isInteractive),
                    Limits.MULTIPLICITY_MAX);
        }
        if (rule.lentNodes() > 0) {
            final int own =
                    isInteractive ? interactiveNodes : machine.nodeCount() - interactiveNodes;
            inRange("lend", rule.lentNodes(), 1, hasTwoQueues() ? machine.nodeCount() - own : 0);
        }
        for (final ServiceLevelRule other : serviceLevels) {
            requireOther(isInteractive, queueOf(other.isInteractive()));
        }
        serviceLevels.add(rule);
        return this;
    }

    /**
     * Gives inputs to the kernel besides those of the simulation, at their times; only under {@link
     * SemanticsProfile#EXACT}.
     *
     * @param value a script, or null: none
     */
    public SimulationSettings inputs(final InputScript value) {
        inputs = value;
        return this;
    }

    /**
     * Lets M of a queue follow what is busy on its nodes; the kernel is told which jobs are. Queues
     * and M must be set before.
     *
     * @param rule for a queue that has none yet; goes with exact semantics only
     * @throws IllegalArgumentException when it does not go with the queue
     */
    public SimulationSettings utilisationCap(final UtilisationCapRule rule) {
        final boolean isInteractive = queueOf(rule.isInteractive());
        inRange(
                "max",
                rule.maxMultiplicity(),
                multiplicity(isInteractive),
                Limits.MULTIPLICITY_MAX);
        for (final UtilisationCapRule other : utilisationCaps) {
            requireOther(isInteractive, queueOf(other.isInteractive()));
        }
        utilisationCaps.add(rule);
        return this;
    }

    private static void requireOther(final boolean isInteractive, final boolean isOther) {
        if (isInteractive == isOther) {
            throw new IllegalArgumentException(
                    "queue="
                            + (isInteractive ? "interactive" : "other")
                            + " twice, expected at most one rule of a kind for a queue");
        }
    }

    /**
     * Whether it is the queue for interactive jobs; if nothing is said that one, if there is one.
     */
    boolean queueOf(final Boolean isInteractive) {
        if (Boolean.TRUE.equals(isInteractive) && !hasTwoQueues()) {
            throw new IllegalArgumentException(
                    "queue=interactive, expected other. Maybe set interactive nodes aside");
        }
        return isInteractive == null ? hasTwoQueues() : isInteractive;
    }

    private int multiplicity(final boolean isInteractive) {
        return isInteractive ? interactiveMultiplicity : maxMultiplicity;
    }

    /** The service levels of queues. */
    public List<ServiceLevelRule> serviceLevels() {
        return Collections.unmodifiableList(serviceLevels);
    }

    /** How M of queues follows what is busy. */
    public List<UtilisationCapRule> utilisationCaps() {
        return Collections.unmodifiableList(utilisationCaps);
    }

    /** Whether any queue adjusts itself. */
    public boolean hasQueueRules() {
        return !serviceLevels.isEmpty() || !utilisationCaps.isEmpty();
    }

    /**
     * Lets batch jobs give way to interactive and urgent ones; only under {@link
     * SemanticsProfile#EXACT}, and where jobs do not take turns.
     *
     * @param value how, or null: nobody gives way
     */
    public SimulationSettings preemption(final PreemptionPlan value) {
        preemption = value;
        return this;
    }

    /**
     * Limits what jobs of a queue, user or account may have together; none goes with semantics of
     * ncs. Queues must be set before.
     *
     * @param rule goes before another one for the same jobs
     * @throws IllegalArgumentException when it does not go with the queues
     */
    public SimulationSettings limit(final LimitRule rule) {
        queueOf(rule.isInteractive());
        limitRules.add(rule);
        return this;
    }

    /**
     * Says what it costs a job to go on after it was suspended, and to start again; only under
     * {@link SemanticsProfile#EXACT}.
     *
     * @param value the costs; {@link RestartCosts#NONE}: nothing, but all work is done again
     */
    public SimulationSettings restartCosts(final RestartCosts value) {
        restartCosts = Objects.requireNonNull(value, "restartCosts");
        return this;
    }

    /**
     * Makes jobs malleable; only under {@link SemanticsProfile#EXACT}, and where jobs do not take
     * turns.
     *
     * @param value which ones, or null: none
     */
    public SimulationSettings malleable(final MalleablePlan value) {
        malleable = value;
        return this;
    }

    /** The machine. */
    public MachineDescription machine() {
        return machine;
    }

    /** Name of the policy. */
    public String policy() {
        return policy;
    }

    /**
     * Whether the kernel is told which jobs are busy: where the policy's selection wants to know,
     * or where M follows it.
     */
    public boolean observesUtilisation() {
        return policy.endsWith(SELECTION_BY_UTILISATION)
                || !utilisationCaps.isEmpty()
                || elasticity != null && elasticity.idleNs() > 0;
    }

    /** M, 1..15; with two queues that of the nodes that are not for interactive jobs. */
    public int maxMultiplicity() {
        return maxMultiplicity;
    }

    /** Nodes that only interactive jobs may use, and they no others; 0: there is one queue. */
    public int interactiveNodes() {
        return interactiveNodes;
    }

    /** M on these nodes, 1..15. */
    public int interactiveMultiplicity() {
        return interactiveMultiplicity;
    }

    /**
     * The most that a job of the one queue, or of that for other than interactive jobs, asks for.
     */
    public QueueLimits limits() {
        return limits;
    }

    /** The most that a job of the queue for interactive jobs asks for. */
    public QueueLimits interactiveLimits() {
        return interactiveLimits;
    }

    /** What the factors of the priority weigh. */
    public PriorityWeights priorityWeights() {
        return priorityWeights;
    }

    /** Whether there are two queues. */
    public boolean hasTwoQueues() {
        return interactiveNodes > 0;
    }

    /** The most processes that any core may have. */
    int multiplicityLimit() {
        int limit =
                hasTwoQueues()
                        ? Math.max(maxMultiplicity, interactiveMultiplicity)
                        : maxMultiplicity;
        for (final ServiceLevelRule rule : serviceLevels) {
            limit = Math.max(limit, rule.maxMultiplicity());
        }
        for (final UtilisationCapRule rule : utilisationCaps) {
            limit = Math.max(limit, rule.maxMultiplicity());
        }
        return limit;
    }

    /** C_o in thousandths. */
    public int overheadPerMille() {
        return overheadPerMille;
    }

    /** Whether nodes are evened out when a job leaves them. */
    public boolean rebalances() {
        return rebalances;
    }

    /** Whether time limits are stretched. */
    public boolean stretchesLimits() {
        return stretchesLimits;
    }

    /** Whether processes that share a core slow each other down. */
    public boolean contends() {
        return contends;
    }

    /** How long a turn takes where jobs that share cores take turns, ns; 0: they run at once. */
    public long timesliceNs() {
        return timesliceNs;
    }

    /** Whether jobs ask for memory. */
    public boolean schedulesMemory() {
        return schedulesMemory;
    }

    /** The semantics of time. */
    public SemanticsProfile profile() {
        return profile;
    }

    /** Most jobs waiting and running at once. */
    public int jobCountMax() {
        return jobCountMax;
    }

    /** How nodes fail; null: they do not. */
    public FailurePlan failures() {
        return failures;
    }

    /** Inputs besides those of the simulation; null: none. */
    public InputScript inputs() {
        return inputs;
    }

    private static int inRange(
            final String name, final int value, final int least, final int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    name + "=" + value + ", expected " + least + ".." + most);
        }
        return value;
    }

    /** How batch jobs give way, or null. */
    public PreemptionPlan preemption() {
        return preemption;
    }

    /** What jobs may have together. */
    public List<LimitRule> limitRules() {
        return Collections.unmodifiableList(limitRules);
    }

    /** What it costs jobs to stop and go on. */
    public RestartCosts restartCosts() {
        return restartCosts;
    }

    /**
     * Lets malleable jobs get other sizes by themselves; only under {@link SemanticsProfile#EXACT}.
     *
     * @param value when, or null: never
     */
    public SimulationSettings elasticity(final ElasticityRule value) {
        elasticity = value;
        return this;
    }

    /** When malleable jobs get other sizes by themselves, or null. */
    public ElasticityRule elasticity() {
        return elasticity;
    }

    /** Which jobs are malleable; null: none is. */
    public MalleablePlan malleable() {
        return malleable;
    }
}
