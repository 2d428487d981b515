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
/**
 * The journal on disk, over Chronicle Queue. {@link io.weft.journal.ChronicleJournal} appends: it
 * holds the directory's lock, gives every record a checksum and a sequence number, starts a new
 * segment file when the last is long enough, and brings files to disk as its {@link
 * io.weft.journal.Durability} promises. Reading does not go through Chronicle Queue: {@link
 * io.weft.journal.JournalReader} reads the segment files as plain files and checks every byte,
 * because a reader that maps what it reads stops silently at a hole and may be killed by a file
 * that was cut. {@link io.weft.journal.JournalVerifier} and {@link io.weft.journal.JournalPrinter}
 * stand on the same reader, change nothing, and survive damage.
 *
 * <p>A directory holds {@code 19700101H.cq4}, {@code 19700102H.cq4}, … (segment 0, 1, …; Chronicle
 * Queue names its files after days, and here a day is a segment, never the date), {@code
 * metadata.cq4t} (Chronicle Queue's own, made anew by every writer), {@code weft.segments} (how
 * many segments have records) and {@code weft.lock}.
 */
package io.weft.journal;
