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
package io.weft.journal;

/** What an append survives, apart from the death of the process, which it always survives. */
public enum Durability {
    /** Nothing more: after a power cut, what the kernel had not yet written back is lost. */
    NONE,
    /** Forced to disk by a thread of its own, every so often; the durable position follows. */
    INTERVAL,
    /** Forced to disk before {@code endBatch} returns: a power cut loses nothing that was ended. */
    BATCH
}
