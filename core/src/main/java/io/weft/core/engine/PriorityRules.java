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

import static io.weft.core.wire.InputField.ACCOUNT_ID;
import static io.weft.core.wire.InputField.USER_ID;

import io.weft.core.spi.PriorityFactor;
import io.weft.core.state.ClusterState;
import io.weft.core.state.HalfLife;
import io.weft.core.state.JobState;
import io.weft.core.state.JobTable;
import io.weft.core.state.UserTable;
import io.weft.core.wire.InputField;
import io.weft.core.wire.NameKind;
import io.weft.core.wire.SetPriorityDecoder;
import io.weft.core.wire.SetShareDecoder;

/**
 * Who comes first, as far as inputs say: weights of the factors of priority, and shares. Also keeps
 * account of what accounts use, as long as that weighs anything.
 *
 * <p>Kernel thread only; no allocation.
 */
final class PriorityRules {
    private static final PriorityFactor[] FACTORS = PriorityFactor.values();

    private final ClusterState state;
    private final Allocator allocator;
    private final Rejection rejection;

    PriorityRules(final ClusterState state, final Allocator allocator, final Rejection rejection) {
        this.state = state;
        this.allocator = allocator;
        this.rejection = rejection;
    }

    /** Sets all weights and the half-life; false when one was rejected, and nothing was set. */
    boolean set(final SetPriorityDecoder input, final long timeNs) {
        if (!isInRange(input)) {
            return false;
        }
        if (state.countsAccounts()) {
            countAccounts(-1, timeNs);
        }
        state.halfLife(input.halfLife(), timeNs);
        for (final PriorityFactor factor : FACTORS) {
            state.weights().set(factor, weight(input, factor));
        }
        if (state.countsAccounts()) {
            knowAccounts(timeNs);
            countAccounts(1, timeNs);
        }
        return true;
    }

    private boolean isInRange(final SetPriorityDecoder input) {
        for (final PriorityFactor factor : FACTORS) {
            final long weight = weight(input, factor);
            final boolean isLow = weight < factor.weightMin();
            if (isLow || weight > factor.weightMax()) {
                final long bound = isLow ? factor.weightMin() : factor.weightMax();
                return rejection.outOfRange(factor.ordinal(), InputField.WEIGHT, weight, bound);
            }
        }
        final int halfLifeS = input.halfLife();
        if (halfLifeS < 1) {
            return rejection.outOfRange(-1, InputField.HALF_LIFE, halfLifeS, 1);
        }
        if (halfLifeS > HalfLife.LENGTH_MAX_S) {
            return rejection.outOfRange(-1, InputField.HALF_LIFE, halfLifeS, HalfLife.LENGTH_MAX_S);
        }
        return true;
    }

    private static long weight(final SetPriorityDecoder input, final PriorityFactor factor) {
        return switch (factor) {
            case AGE -> input.age();
            case SIZE -> input.size();
            case BATCH -> input.batch();
            case INTERACTIVE -> input.interactive();
            case URGENT -> input.urgent();
            case QUEUE -> input.queue();
            case JOB -> input.job();
            case USER_SHARE -> input.userShare();
            case ACCOUNT_SHARE -> input.accountShare();
        };
    }

    /** Gives all accounts that have jobs a row. O(jobs). */
    private void knowAccounts(final long timeNs) {
        final JobTable jobs = state.jobs();
        for (int row = 0; row < jobs.slab().highWater(); row++) {
            if (jobs.state(row) != JobState.FREE.code()) {
                state.accounts().rowFor(jobs.accountId(row), timeNs);
            }
        }
    }

    /** All that jobs hold is given to their accounts (1), or taken from them (-1). */
    private void countAccounts(final int sign, final long timeNs) {
        for (int slot = 0; slot < state.runningCount(); slot++) {
            final int jobRow = state.runningJob(slot);
            final long cores = sign * allocator.coresOf(jobRow);
            state.accounts().addCores(state.jobAccount(jobRow), cores, timeNs);
        }
    }

    /** Gives a user or an account another share; false when that was rejected. */
    boolean share(final SetShareDecoder input, final long timeNs) {
        final int id = input.id();
        final int share = input.share();
        final boolean isUser = input.kindRaw() == NameKind.USER.value();
        if (!isUser && input.kindRaw() != NameKind.ACCOUNT.value()) {
            return rejection.outOfRange(
                    id, InputField.MESSAGE, input.kindRaw(), NameKind.ACCOUNT.value());
        }
        if (share < 0 || share > UserTable.SHARE_MAX) {
            return rejection.outOfRange(
                    id, InputField.SHARE, share, share < 0 ? 0 : UserTable.SHARE_MAX);
        }
        final UserTable table = isUser ? state.users() : state.accounts();
        if (!table.hasRoomFor(id)) {
            final InputField field = isUser ? USER_ID : ACCOUNT_ID;
            return rejection.tableFull(id, field, table.slab().capacity() - 1);
        }
        table.share(table.rowFor(id, timeNs), share);
        return true;
    }

    /** A job was accepted: whoever it belongs to is known from now on. */
    void onAccepted(final int jobRow, final long timeNs) {
        final JobTable jobs = state.jobs();
        jobs.userRow(jobRow, state.users().rowFor(jobs.userId(jobRow), timeNs));
        if (state.countsAccounts()) {
            state.accounts().rowFor(jobs.accountId(jobRow), timeNs);
        }
    }
}
