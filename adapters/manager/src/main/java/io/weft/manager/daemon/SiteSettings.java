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

import io.weft.core.state.Limits;
import io.weft.journal.Durability;
import io.weft.manager.BridgeSettings;
import java.nio.file.Path;

/**
 * How a site is scheduled, whatever its resource manager. Times are ns.
 *
 * @param journal directory of the journal.
 * @param durability what a decision survives.
 * @param snapshotInterval entries between two snapshots; 0 for none.
 * @param keepNs how much of the history stays at least; {@link #KEEP_ALL} for all of it.
 * @param statusFile where the daemon tells how it is doing.
 * @param idleNs how long it sleeps when there is nothing to do.
 * @param limits of the kernel; not to be changed.
 * @param bridge the rest.
 */
public record SiteSettings(
        Path journal,
        Durability durability,
        long snapshotInterval,
        long keepNs,
        Path statusFile,
        long idleNs,
        Limits limits,
        BridgeSettings bridge) {
    /** Nothing of the journal is ever removed. */
    public static final long KEEP_ALL = Long.MAX_VALUE;
}
