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

import io.weft.core.RecoveryReport;
import io.weft.manager.BridgeStatus;
import io.weft.manager.QueueCount;
import java.util.List;

/**
 * How a daemon is doing, as it says itself. Times are ms since 1970, those of the bridge ns.
 *
 * @param site name of the adapter.
 * @param version of Weft.
 * @param state what it does.
 * @param failure why it failed; empty when it did not.
 * @param pid of its process.
 * @param processStartMs when that process was started, by which it is known from another one with
 *     its number.
 * @param sinceMs when the daemon began.
 * @param writtenMs when this was written.
 * @param journal directory of the journal.
 * @param appliedPosition of the last entry.
 * @param durablePosition of the last entry that a power cut would leave; negative when durability
 *     is not asked for.
 * @param recovery how it came to where the journal ended.
 * @param bridge what it knows of the resource manager.
 * @param queues how many jobs there are.
 */
public record DaemonStatus(
        String site,
        String version,
        State state,
        String failure,
        long pid,
        long processStartMs,
        long sinceMs,
        long writtenMs,
        String journal,
        long appliedPosition,
        long durablePosition,
        RecoveryReport recovery,
        BridgeStatus bridge,
        List<QueueCount> queues) {
    /** What a daemon does. */
    public enum State {
        /** Schedules, or tries to reach the manager. */
        RUNNING,
        /** Ended as it was told to. */
        STOPPED,
        /** Ended because it could not go on. */
        FAILED
    }
}
