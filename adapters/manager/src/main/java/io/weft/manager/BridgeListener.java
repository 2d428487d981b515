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
package io.weft.manager;

import java.util.List;

/**
 * Hears what an operator may want to know of a bridge: for a log. Called on the thread of the
 * bridge; must not call it back.
 */
public interface BridgeListener {
    /**
     * A job is not in the resource manager any more, and was never seen to end.
     *
     * @param jobId of the job in the kernel, see {@link JobKey#idOf}.
     * @param wasStarted whether the manager was told to start it.
     */
    default void onForgotten(final long jobId, final boolean wasStarted) {}

    /**
     * A job that was started waits again, though nobody asked for that; it will be started anew if
     * it can be requeued.
     *
     * @param jobId of the job in the kernel, see {@link JobKey#idOf}.
     */
    default void onRunLost(final long jobId) {}

    /**
     * A job that cannot be requeued has ended, or its run was lost, and the resource manager has it
     * wait or run: it forgot what came later. It is cancelled there, as it would run twice.
     *
     * @param jobId of the job in the kernel, see {@link JobKey#idOf}.
     */
    default void onNotRepeated(final long jobId) {}

    /**
     * A job runs that Weft did not start there; its nodes take no further jobs until it has ended.
     *
     * @param jobId of the job in the kernel, see {@link JobKey#idOf}.
     * @param nodes that it is on.
     */
    default void onForeign(final long jobId, final List<String> nodes) {}

    /**
     * The manager did not start a job that it was told to start; it waits again.
     *
     * @param jobId of the job in the kernel, see {@link JobKey#idOf}.
     * @param reason what the manager said, or that nothing was seen.
     */
    default void onStartFailed(final long jobId, final String reason) {}

    /**
     * The manager was told to start a job, went down and came up, and has the job waiting: nobody
     * knows whether it ran.
     *
     * @param jobId of the job in the kernel, see {@link JobKey#idOf}.
     * @param isHeld whether it is held until its user releases it; one that can be requeued is not,
     *     and is started anew.
     */
    default void onStartInDoubt(final long jobId, final boolean isHeld) {}

    /**
     * The manager cannot be reached or does not make sense; nothing is commanded until it does.
     *
     * @param failure what is wrong.
     * @param retryInNs when it is tried again.
     */
    default void onDisconnected(final ManagerException failure, final long retryInNs) {}

    /**
     * The manager was observed, for the first time or again.
     *
     * @param jobCount jobs it has.
     */
    default void onConnected(final int jobCount) {}

    /**
     * What the bridge knows could not be written; it goes on, and tries again later. Meanwhile the
     * journal only stays as long as it is.
     *
     * @param failure what was tried, and what went wrong.
     */
    default void onSnapshotFailed(final String failure) {}
}
