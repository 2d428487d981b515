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
package io.weft.core.engine;

import io.weft.core.spi.PlacementPolicy;
import io.weft.core.state.ClusterState;
import io.weft.core.wire.BooleanType;
import io.weft.core.wire.DefineLicenceDecoder;
import io.weft.core.wire.InputField;
import io.weft.core.wire.ReasonCode;
import io.weft.core.wire.SetElasticityDecoder;
import io.weft.core.wire.SetLimitDecoder;
import io.weft.core.wire.SetPolicyDecoder;
import io.weft.core.wire.SetPreemptionDecoder;
import io.weft.core.wire.SetPriorityDecoder;
import io.weft.core.wire.SetServiceLevelDecoder;
import io.weft.core.wire.SetShareDecoder;
import io.weft.core.wire.SetUtilisationCapDecoder;

/**
 * Replaces the rules by which is decided: the policy, priorities, limits, and what queues do by
 * themselves. Each method is true if the policy may decide otherwise than before.
 *
 * <p>Kernel thread only; nothing is allocated, except when a policy is installed.
 */
final class RuleInputs {
    private final ClusterState state;
    private final PolicySlot policy;
    private final DecisionWriter decisions;
    private final JobClocks clocks;
    private final Rejection rejection;
    private final InputCheck check;
    private final RuleCheck ruleCheck;
    private final QueueRules queueRules;
    private final PriorityRules priorities;
    private final GateInputs gates;
    private final Elasticity elasticity;

    RuleInputs(
            final ClusterState state,
            final PolicySlot policy,
            final DecisionWriter decisions,
            final JobClocks clocks,
            final Rejection rejection,
            final InputCheck check,
            final QueueRules queueRules,
            final PriorityRules priorities,
            final GateInputs gates,
            final Elasticity elasticity) {
        this.state = state;
        this.policy = policy;
        this.decisions = decisions;
        this.clocks = clocks;
        this.rejection = rejection;
        this.check = check;
        this.ruleCheck = new RuleCheck(state, rejection);
        this.queueRules = queueRules;
        this.priorities = priorities;
        this.gates = gates;
        this.elasticity = elasticity;
    }

    boolean serviceLevel(final SetServiceLevelDecoder input) {
        final int limit = input.limit();
        if (!ruleCheck.serviceLevel(input)) {
            return false;
        }
        input.limit(limit);
        return queueRules.set(state.queues().row(input.queueId()), input);
    }

    boolean utilisationCap(final SetUtilisationCapDecoder input) {
        return ruleCheck.utilisationCap(input)
                && queueRules.set(state.queues().row(input.queueId()), input);
    }

    boolean elasticity(final SetElasticityDecoder input) {
        if (!ruleCheck.elasticity(input)) {
            return false;
        }
        elasticity.set(state.queues().row(input.queueId()), input);
        return true;
    }

    boolean policy(final SetPolicyDecoder input, final String name, final long timeNs) {
        if (!check.policy(input)) {
            return false;
        }
        final boolean hasReservations = state.reservationCount() > 0;
        final PlacementPolicy installed = policy.install(name, input.version(), hasReservations);
        if (installed == null) {
            return rejection.reject(
                    -1, ReasonCode.NO_POLICY, InputField.POLICY, input.version(), name.length());
        }
        for (int slot = 0; slot < state.runningCount(); slot++) {
            clocks.count(state.runningJob(slot), timeNs);
        }
        state.settings()
                .install(
                        hash(name),
                        installed.version(),
                        input.overheadPerMille(),
                        input.rebalance() == BooleanType.YES,
                        input.stretchLimits() == BooleanType.YES);
        installed.attach(state);
        clocks.restartAll(timeNs);
        decisions.policyInstalled(installed.version());
        return true;
    }

    private static long hash(final String text) {
        long hash = 1;
        for (int i = 0; i < text.length(); i++) {
            hash = hash * 31 + text.charAt(i);
        }
        return hash;
    }

    boolean priority(final SetPriorityDecoder input, final long timeNs) {
        if (!priorities.set(input, timeNs)) {
            return false;
        }
        if (!policy.isEmpty()) {
            policy.get().onPriorityChanged();
        }
        return true;
    }

    boolean share(final SetShareDecoder input, final long timeNs) {
        return priorities.share(input, timeNs);
    }

    boolean limit(final SetLimitDecoder input) {
        return gates.setLimit(input);
    }

    boolean licence(final DefineLicenceDecoder input) {
        return gates.defineLicence(input);
    }

    boolean preemption(final SetPreemptionDecoder input) {
        if (!check.preemption(input)) {
            return false;
        }
        state.preemption()
                .install(
                        input.preemptingClasses(),
                        input.victimClasses(),
                        input.kind(),
                        input.grace(),
                        input.protectedTime(),
                        input.suspendMax(),
                        input.preemptionsMax());
        return true;
    }
}
