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

/** What a finding in a journal leads to when a kernel opens it. */
public enum DamageOutcome {
    /** The journal is refused with the position and the cure; nothing is changed. */
    REFUSED,
    /** Bytes of an append that never returned, so of nothing acknowledged, are removed. */
    TRUNCATED,
    /** Nothing is lost: what is not as it should be is made anew, or is not needed. */
    HARMLESS
}
