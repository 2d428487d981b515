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
package io.weft.manager.daemon;

import io.weft.manager.BridgeListener;
import io.weft.manager.JobKey;
import io.weft.manager.ManagerException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.EpochNanoClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what an operator may want to know; of each kind a few lines a minute, then their number. */
final class OperatorLog implements BridgeListener {
    /** What may happen often. */
    private enum Kind {
        FORGOTTEN,
        RUN_LOST,
        NOT_REPEATED,
        FOREIGN,
        START_FAILED,
        START_IN_DOUBT,
        LINK
    }

    private static final Logger LOG = LoggerFactory.getLogger("weft");
    private static final int LINES_PER_PERIOD = 10;

    private final EpochNanoClock clock;
    private final Map<Kind, RateLimit> limits = new EnumMap<>(Kind.class);

    OperatorLog(final EpochNanoClock clock) {
        this.clock = clock;
        for (final Kind kind : Kind.values()) {
            limits.put(kind, new RateLimit(LINES_PER_PERIOD, Durations.MINUTE));
        }
    }

    /** Tells how many lines were left out, once their minute is over. */
    void catchUp() {
        final long nowNs = clock.nanoTime();
        limits.forEach(
                (kind, limit) -> {
                    final long count = limit.takeDropped(nowNs);
                    if (count > 0) {
                        LOG.warn("{}: {} more lines like the last in that minute", kind, count);
                    }
                });
    }

    void info(final String text) {
        LOG.info(text);
    }

    void error(final String text) {
        LOG.error(text);
    }

    private boolean passes(final Kind kind) {
        return limits.get(kind).passes(clock.nanoTime());
    }

    private static String name(final long jobId) {
        final int task = JobKey.taskIndexOf(jobId);
        final long id = JobKey.idOf(jobId);
        return task == JobKey.NO_TASK ? "job " + id : "job " + id + "_" + task;
    }

    @Override
    public void onForgotten(final long jobId, final boolean wasStarted) {
        if (passes(Kind.FORGOTTEN)) {
            LOG.warn(
                    "{} is gone from the resource manager without an end; {}",
                    name(jobId),
                    wasStarted ? "it had been told to start it" : "it was waiting");
        }
    }

    @Override
    public void onRunLost(final long jobId) {
        if (passes(Kind.RUN_LOST)) {
            LOG.warn(
                    "{} lost its run and waits again; if it can be requeued it is started anew",
                    name(jobId));
        }
    }

    @Override
    public void onNotRepeated(final long jobId) {
        if (passes(Kind.NOT_REPEATED)) {
            LOG.warn(
                    "{} was run, which the resource manager forgot; it is cancelled there, as it"
                            + " cannot be requeued",
                    name(jobId));
        }
    }

    @Override
    public void onForeign(final long jobId, final List<String> nodes) {
        if (passes(Kind.FOREIGN)) {
            LOG.warn(
                    "{} was not started by Weft; its nodes take no further jobs: {}",
                    name(jobId),
                    nodes);
        }
    }

    @Override
    public void onStartFailed(final long jobId, final String reason) {
        if (passes(Kind.START_FAILED)) {
            LOG.warn("{} was not started and waits again: {}", name(jobId), reason);
        }
    }

    @Override
    public void onStartInDoubt(final long jobId, final boolean isHeld) {
        if (passes(Kind.START_IN_DOUBT)) {
            LOG.warn(
                    "{} may have run: the resource manager came up after it was told to start it,"
                            + " and has it waiting; {}",
                    name(jobId),
                    isHeld
                            ? "it is held until its user releases or cancels it"
                            : "as it can be requeued it is started anew");
        }
    }

    @Override
    public void onDisconnected(final ManagerException failure, final long retryInNs) {
        if (passes(Kind.LINK)) {
            LOG.error(
                    "the resource manager is away, tried again in {} s: {}: {}",
                    (retryInNs + Durations.SECOND - 1) / Durations.SECOND,
                    failure.kind(),
                    failure.getMessage());
        }
    }

    @Override
    public void onConnected(final int jobCount) {
        if (passes(Kind.LINK)) {
            LOG.info("the resource manager answers; it has {} jobs", jobCount);
        }
    }

    @Override
    public void onSnapshotFailed(final String failure) {
        LOG.error("snapshot: {} The journal stays as long as it is until one is taken.", failure);
    }
}
